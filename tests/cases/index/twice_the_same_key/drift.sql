DROP INDEX item_twice_idx; CREATE INDEX item_twice_idx ON item (a text_pattern_ops, a DESC);
