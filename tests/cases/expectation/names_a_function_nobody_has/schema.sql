CREATE TABLE item (id integer DEFAULT 1, n text);
CREATE INDEX item_idx ON item (lower(n));
