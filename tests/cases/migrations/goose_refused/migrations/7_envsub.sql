-- +goose ENVSUB ON
-- +goose Up
CREATE TABLE ${NAME:-h} (x int);
-- +goose ENVSUB OFF
-- +goose Down
-- +goose ENVSUB ON
DROP TABLE ${NAME:-h};
