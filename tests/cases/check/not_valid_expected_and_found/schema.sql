CREATE TABLE item (a integer);
ALTER TABLE item ADD CONSTRAINT item_check CHECK (a > 0) NOT VALID;
