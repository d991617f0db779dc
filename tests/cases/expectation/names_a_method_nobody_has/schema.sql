CREATE TABLE item (id integer);
CREATE INDEX item_idx ON item (id);
