-- +migrate Up
CREATE TABLE "9_a10" (x int);
