DROP INDEX item_idx;
CREATE INDEX item_idx ON item USING btree (b COLLATE "C" text_pattern_ops, a DESC NULLS LAST, lower(c)) INCLUDE (d) WITH (fillfactor = 70) WHERE d > 0;
