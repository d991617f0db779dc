CREATE TABLE item (id integer);
CREATE TABLE parent (id integer PRIMARY KEY);
ALTER TABLE item ADD CONSTRAINT item_fkey FOREIGN KEY (id) REFERENCES parent;
