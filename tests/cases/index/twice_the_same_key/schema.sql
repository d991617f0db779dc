CREATE TABLE item (a text);
CREATE INDEX item_twice_idx ON item (a, a text_pattern_ops DESC);
