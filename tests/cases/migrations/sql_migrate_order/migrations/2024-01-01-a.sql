-- +migrate Up
CREATE TABLE "2024-01-01-a" (x int);
