ALTER TABLE item DROP CONSTRAINT item_a_check;
ALTER TABLE item ADD CONSTRAINT item_a_check CHECK (c > 0 AND c < 10);
