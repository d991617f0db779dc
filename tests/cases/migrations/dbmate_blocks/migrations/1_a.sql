-- A table, then its index.

-- migrate:up
CREATE TABLE a (x int);

-- migrate:down
DROP TABLE a;

-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY a_x_idx ON a (x);

-- migrate:down
DROP INDEX a_x_idx;
