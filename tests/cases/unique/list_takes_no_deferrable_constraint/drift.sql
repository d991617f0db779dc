DROP INDEX item_either_key;
ALTER TABLE item ADD CONSTRAINT item_either_key UNIQUE (b) DEFERRABLE;
