DROP INDEX item_e_idx; ALTER TABLE item ADD CONSTRAINT item_e_idx UNIQUE (e);
