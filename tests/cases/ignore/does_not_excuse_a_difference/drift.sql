ALTER TABLE tmp_item ALTER id TYPE bigint;
