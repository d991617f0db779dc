CREATE TABLE item (a integer, CONSTRAINT item_check CHECK (a > 0) NOT ENFORCED);
