CREATE INDEX extra ON item (a);
