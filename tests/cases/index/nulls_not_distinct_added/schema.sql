CREATE TABLE item (a integer, b integer);
CREATE UNIQUE INDEX item_key ON item (a) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX item_b_key ON item (b);
