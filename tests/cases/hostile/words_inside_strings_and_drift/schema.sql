CREATE TABLE item (
    s text, r int4range,
    CONSTRAINT item_excl EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 70) WHERE (s <> ' WHERE (' AND s <> ' WITH (')
);
