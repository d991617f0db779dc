-- +goose Up
CREATE TABLE t0_zero ();
