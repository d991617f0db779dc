ALTER TABLE log_2024 ADD CONSTRAINT log_2024_check CHECK (parent_id > 0);
