DROP FUNCTION listed(integer, text[]);
CREATE FUNCTION listed(n integer, rest text[]) RETURNS TABLE (a integer, b text) LANGUAGE sql AS $$SELECT n, rest[1]$$;
