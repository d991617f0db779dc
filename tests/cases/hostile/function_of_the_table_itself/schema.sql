CREATE TABLE item (id integer);
CREATE FUNCTION good(item) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
ALTER TABLE item ADD CONSTRAINT item_check CHECK (good(item));
ALTER TABLE item ADD CONSTRAINT item_id_check CHECK (id > 0);
CREATE INDEX item_idx ON item (good(item));
