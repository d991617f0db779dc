DROP INDEX item_fk;
CREATE INDEX item_fk ON item (n, parent_id);
