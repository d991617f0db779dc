DROP INDEX log_parent_idx;
CREATE INDEX log_parent_idx ON log (parent_id, a);
