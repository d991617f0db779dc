-- +goose Up
CREATE TABLE t00002_two ();
