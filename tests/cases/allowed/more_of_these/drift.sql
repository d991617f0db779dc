CREATE TABLE third ();
CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER TABLE item ADD UNIQUE (code), ADD CHECK (id > 0), ADD more integer;
