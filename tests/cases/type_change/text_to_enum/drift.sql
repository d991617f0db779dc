ALTER TABLE item DROP CONSTRAINT item_s_key, DROP CONSTRAINT item_eq_check;
ALTER TABLE item DROP CONSTRAINT item_in_check;
DROP INDEX item_s_idx, item_lower_idx;
ALTER TABLE item ALTER s TYPE mood USING s::mood;
ALTER TABLE item ADD CONSTRAINT item_s_key UNIQUE (s), ADD CONSTRAINT item_in_check CHECK (s IN ('a', 'b'));
CREATE INDEX item_s_idx ON item (s) WHERE s = 'q';
ALTER TABLE item ADD CONSTRAINT item_eq_check CHECK (s = 'q' OR s::text LIKE 'x%');
CREATE INDEX item_lower_idx ON item (n);
