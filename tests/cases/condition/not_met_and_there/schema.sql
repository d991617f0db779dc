CREATE TABLE item (id integer, n integer, CONSTRAINT item_check CHECK (n > 0));
