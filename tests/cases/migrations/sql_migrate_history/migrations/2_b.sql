-- +migrate Up
CREATE TABLE b AS TABLE a;
-- +migrate Down
DROP TABLE b;
