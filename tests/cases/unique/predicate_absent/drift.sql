DROP INDEX item_bare_key;
CREATE UNIQUE INDEX item_bare_key ON item (c);
