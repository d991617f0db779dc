CREATE TABLE item (id integer, CONSTRAINT item_row_check CHECK (item.* IS NOT NULL), CONSTRAINT item_table_check CHECK (tableoid > 0));
CREATE INDEX item_row_idx ON item ((item.id IS NULL));
