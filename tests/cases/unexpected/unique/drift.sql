CREATE UNIQUE INDEX extra ON item (a);
