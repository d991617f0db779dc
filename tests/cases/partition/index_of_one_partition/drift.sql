CREATE INDEX log_2024_a_idx ON log_2024 (a);
