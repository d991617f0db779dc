-- +migrate Up
CREATE TABLE "9_a9" (x int);
