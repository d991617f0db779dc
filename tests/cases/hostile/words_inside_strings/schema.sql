CREATE TABLE item (
    s text DEFAULT ' not null default ', p text DEFAULT 'not null' PRIMARY KEY, r int4range,
    CONSTRAINT item_check CHECK (s <> ') NO INHERIT' AND s <> ' WHERE (' AND s <> 'DEFERRABLE INITIALLY DEFERRED'),
    CONSTRAINT item_excl EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 70) WHERE (s <> ' WHERE (' AND s <> ' WITH (')
);
CREATE INDEX item_idx ON item (s) WHERE s <> ' WHERE (x) USING ';
