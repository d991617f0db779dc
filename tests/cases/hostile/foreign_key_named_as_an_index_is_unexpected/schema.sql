CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE item (parent_id integer, n integer);
CREATE INDEX item_fk ON item (parent_id);
CREATE UNIQUE INDEX item_n ON item (n);
