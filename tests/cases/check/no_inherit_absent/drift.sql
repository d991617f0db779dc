ALTER TABLE item DROP CONSTRAINT item_b_check;
ALTER TABLE item ADD CONSTRAINT item_b_check CHECK (b IN ('x', 'y'));
