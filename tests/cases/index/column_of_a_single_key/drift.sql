DROP INDEX item_e_idx; CREATE INDEX item_e_idx ON item (a);
