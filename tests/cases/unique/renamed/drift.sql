ALTER TABLE item RENAME CONSTRAINT item_d_key TO item_d_unique;
