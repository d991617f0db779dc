CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE item (parent_id integer, n integer, CONSTRAINT item_fk FOREIGN KEY (parent_id) REFERENCES parent (id), CONSTRAINT item_n CHECK (n > 0));
CREATE INDEX item_fk ON item (parent_id);
CREATE UNIQUE INDEX item_n ON item (n DESC);
