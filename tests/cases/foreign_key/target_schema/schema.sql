CREATE TABLE parent (a integer PRIMARY KEY);
CREATE SCHEMA old;
CREATE TABLE old.parent (a integer PRIMARY KEY);
CREATE TABLE child (a integer, CONSTRAINT child_fkey FOREIGN KEY (a) REFERENCES parent);
