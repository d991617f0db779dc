-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY a_x_idx ON a (x);

-- migrate:down transaction:false
DROP INDEX a_x_idx;
