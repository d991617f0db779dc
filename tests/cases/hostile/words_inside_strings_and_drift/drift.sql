ALTER TABLE item DROP CONSTRAINT item_excl;
ALTER TABLE item ADD CONSTRAINT item_excl EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 71) WHERE (s <> ' WHERE (' AND s <> ' WITH (') DEFERRABLE;
