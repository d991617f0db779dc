-- +goose Down
DROP TABLE b;
-- +goose Up
CREATE TABLE b (x int);
