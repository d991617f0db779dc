CREATE INDEX item_fk ON item (parent_id);
CREATE UNIQUE INDEX item_n ON item (n);
