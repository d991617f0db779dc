-- +migrate Up
CREATE TABLE a (x int);
CREATE TABLE b (
-- is taken away
    x int,
-- and so is this
    y nothing
);
