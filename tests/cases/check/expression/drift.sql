ALTER TABLE item DROP CONSTRAINT item_a_check;
ALTER TABLE item ADD CONSTRAINT item_a_check CHECK (a > 0 AND a < 11);
