-- +migrate Up
CREATE TABLE a (x int);
-- +migrate 
