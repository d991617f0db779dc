DROP INDEX item_key; CREATE UNIQUE INDEX item_key ON item (a);
