CREATE TABLE item (id integer, at timestamp, tags text[], CONSTRAINT item_key UNIQUE (at) WITH (fillfactor = 80, deduplicate_items = off));
CREATE INDEX item_at ON item USING brin (at) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX item_tags ON item USING gin (tags) WITH (fastupdate = off);
CREATE INDEX item_id ON item (id) WITH (fillfactor = 80, deduplicate_items = off) WHERE id > 1;
