CREATE TABLE item (id integer, code text NOT NULL);
