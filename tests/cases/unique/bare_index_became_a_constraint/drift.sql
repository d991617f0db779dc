DROP INDEX item_bare_key;
ALTER TABLE item ADD CONSTRAINT item_bare_key UNIQUE (c);
