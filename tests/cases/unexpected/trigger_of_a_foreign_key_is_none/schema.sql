CREATE TABLE item (a integer, b integer);
CREATE TABLE parent (a integer PRIMARY KEY);
ALTER TABLE item ADD CONSTRAINT item_fkey FOREIGN KEY (a) REFERENCES parent;
