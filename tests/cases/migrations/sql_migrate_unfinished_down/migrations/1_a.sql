-- +migrate Up
CREATE TABLE a (x int);
-- +migrate Down
DROP TABLE a
