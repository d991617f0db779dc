CREATE TABLE parent (a integer PRIMARY KEY);
CREATE TABLE child (a integer);
ALTER TABLE child ADD CONSTRAINT child_fkey FOREIGN KEY (a) REFERENCES parent NOT VALID;
