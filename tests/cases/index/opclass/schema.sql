CREATE TABLE item (a integer);
CREATE INDEX item_idx ON item USING brin (a int4_minmax_multi_ops);
