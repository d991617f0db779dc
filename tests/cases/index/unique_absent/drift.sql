DROP INDEX item_d_key; CREATE INDEX item_d_key ON item (d);
