DROP INDEX item_either_key;
CREATE UNIQUE INDEX item_either_key ON item (b) WHERE b > 0;
