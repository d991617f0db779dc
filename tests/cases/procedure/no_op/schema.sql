CREATE PROCEDURE settle(n integer, INOUT done boolean DEFAULT false) LANGUAGE plpgsql
SET work_mem = '1MB' AS $$
BEGIN
    done := true;
END
$$;
