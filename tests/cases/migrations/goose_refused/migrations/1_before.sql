CREATE TABLE lost (x int);
-- +goose Up
CREATE TABLE a (x int);
