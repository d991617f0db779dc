DROP INDEX item_v_idx; CREATE INDEX item_v_idx ON item USING gist (v);
