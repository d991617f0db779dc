CREATE TABLE gone (id integer);
ALTER TABLE item ADD CONSTRAINT item_old_check CHECK (n > 1);
