CREATE TABLE item (id integer PRIMARY KEY, n integer NOT NULL);
