-- +migrate Up notransaction
CREATE INDEX CONCURRENTLY b_x_idx ON b (x);
