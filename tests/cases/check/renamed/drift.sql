ALTER TABLE item RENAME CONSTRAINT item_a_check TO item_a_range;
