CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE);
CREATE TABLE item (code text, CONSTRAINT item_fkey FOREIGN KEY (code) REFERENCES parent (code));
