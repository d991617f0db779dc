CREATE TABLE t (a integer);
CREATE FUNCTION divide(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RETURN 1 / a;
END
$$;

DO LANGUAGE plpgsql $do$
DECLARE
    i integer := 2;
BEGIN
    WHILE i >= 0 LOOP
        PERFORM divide(i);
        i := i - 1;
    END LOOP;
END
$do$;
