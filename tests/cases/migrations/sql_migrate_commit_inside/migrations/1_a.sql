-- +migrate Up
BEGIN;
CREATE TABLE a (x int);
COMMIT;
