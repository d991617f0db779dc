CREATE TABLE item (id integer);
CREATE TABLE kid () INHERITS (item);
INSERT INTO kid VALUES (1);
