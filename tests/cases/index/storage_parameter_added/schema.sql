CREATE TABLE item (a integer, b text, c text, d integer, e integer, v tsvector);
CREATE INDEX item_idx ON item (a DESC NULLS LAST, b COLLATE "C" text_pattern_ops, lower(c))
    INCLUDE (d) WITH (fillfactor = 70) WHERE d > 0;
CREATE INDEX item_v_idx ON item USING gist (v tsvector_ops (siglen = 100));
CREATE INDEX item_e_idx ON item (e);
CREATE UNIQUE INDEX item_d_key ON item (d);
