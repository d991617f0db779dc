CREATE TABLE item (id integer, code text);
ALTER TABLE item ADD CONSTRAINT known NOT NULL code NOT VALID;
