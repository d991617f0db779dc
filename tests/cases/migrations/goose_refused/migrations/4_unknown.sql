-- +goose Up
-- +goose StatmentBegin
CREATE TABLE e (x int);
-- +goose StatmentEnd
