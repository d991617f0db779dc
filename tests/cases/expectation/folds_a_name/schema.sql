CREATE TABLE item (id integer, "dueDate" date, CONSTRAINT item_check CHECK ("dueDate" > '2020-01-01'));
CREATE INDEX item_idx ON item ("dueDate");
