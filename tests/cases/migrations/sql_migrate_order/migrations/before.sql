-- +migrate Up
CREATE TABLE "before" (x int);
