-- +goose Up
CREATE TABLE t1 ();
