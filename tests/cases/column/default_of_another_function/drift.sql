ALTER TABLE item ALTER sold SET DEFAULT clock_timestamp();
