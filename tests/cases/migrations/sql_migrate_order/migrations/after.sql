-- +migrate Up
CREATE TABLE "after" (x int);
