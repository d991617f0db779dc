CREATE TABLE b (x int); -- between
; /* the body's semicolons end nothing */
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN ';'; END $$;
SELECT 1; -- last
