ALTER TABLE item ALTER s TYPE varchar(20);
ALTER TABLE item DROP CONSTRAINT item_in_check;
ALTER TABLE item ADD CONSTRAINT item_in_check CHECK (s IN ('a', 'c'));
