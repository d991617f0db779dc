CREATE UNIQUE INDEX extra_key ON item (c);
