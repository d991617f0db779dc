DROP INDEX item_idx;
CREATE INDEX item_idx ON item USING btree (a DESC NULLS LAST, b COLLATE "C" text_pattern_ops, lower(c)) WITH (fillfactor = 70) WHERE d > 0;
