DROP PROCEDURE settle(integer, boolean);
CREATE PROCEDURE settle(n integer, done boolean DEFAULT false) LANGUAGE plpgsql
SET work_mem = '1MB' AS $$
BEGIN
    PERFORM done;
END
$$;
