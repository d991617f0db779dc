-- no-transaction
CREATE INDEX CONCURRENTLY a_x_idx ON a (x);
