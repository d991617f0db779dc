CREATE TABLE item (a integer, b integer, c integer);
CREATE INDEX item_idx ON item (a) INCLUDE (c);
