CREATE TABLE item (a integer, b text);
CREATE FUNCTION first_of(n integer) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT b FROM item WHERE a = n ORDER BY b LIMIT 1;
END;
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql RETURN n * 2;
