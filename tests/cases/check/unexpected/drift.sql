ALTER TABLE item ADD CONSTRAINT extra_check CHECK (c > 0);
