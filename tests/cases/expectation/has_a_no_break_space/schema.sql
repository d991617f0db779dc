CREATE TABLE item (id text NOT NULL, b text NOT NULL);
CREATE INDEX item_idx ON item (id);
