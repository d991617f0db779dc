ALTER TABLE item DROP CONSTRAINT item_key;
ALTER TABLE item ADD CONSTRAINT item_key UNIQUE (a, b) INCLUDE (c) WITH (fillfactor = 70);
