-- beside a role that is left behind
CREATE INDEX CONCURRENTLY t_a_idx ON t (a);
