-- +migrate Up
CREATE TABLE "2024-01-02-b" (x int);
