CREATE INDEX extra_idx ON item (c);
