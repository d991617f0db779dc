-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY a_x_idx ON a (x);
-- +goose Down
DROP INDEX a_x_idx;
