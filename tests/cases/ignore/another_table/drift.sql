CREATE INDEX tmp_legacy_idx ON legacy (id);
