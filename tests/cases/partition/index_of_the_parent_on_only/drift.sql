CREATE INDEX log_at_idx ON ONLY log (at);
