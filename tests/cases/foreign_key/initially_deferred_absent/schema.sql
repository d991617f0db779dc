CREATE TABLE parent (a integer, b integer, c integer UNIQUE, d integer UNIQUE, PRIMARY KEY (a, b), UNIQUE (b, a));
CREATE TABLE other (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE child (
    a integer, b integer, c integer,
    CONSTRAINT child_fkey FOREIGN KEY (a, b) REFERENCES parent (a, b) MATCH FULL
        ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT child_c_fkey FOREIGN KEY (c) REFERENCES parent (c)
);
