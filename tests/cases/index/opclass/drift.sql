DROP INDEX item_idx;
CREATE INDEX item_idx ON item USING brin (a int4_bloom_ops);
