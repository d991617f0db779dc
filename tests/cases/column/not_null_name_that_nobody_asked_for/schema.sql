CREATE TABLE item (id integer, code text CONSTRAINT known NOT NULL);
