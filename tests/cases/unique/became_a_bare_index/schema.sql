CREATE TABLE item (
    a integer, b integer, c integer, d integer,
    CONSTRAINT item_key UNIQUE (a, b) INCLUDE (c) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT item_d_key UNIQUE (d)
);
CREATE UNIQUE INDEX item_bare_key ON item (c) WHERE c > 0;
CREATE UNIQUE INDEX item_either_key ON item (b);
