DROP INDEX item_e_idx; CREATE UNIQUE INDEX item_e_idx ON item (e);
