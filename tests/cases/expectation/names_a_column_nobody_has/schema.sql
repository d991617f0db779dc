CREATE TABLE item (id integer, "dueDate" date);
CREATE INDEX item_idx ON item (id);
