DROP FUNCTION listed(integer, text[]);
CREATE FUNCTION listed(n integer, VARIADIC rest text[]) RETURNS TABLE (a integer, c text) LANGUAGE sql AS $$SELECT n, rest[1]$$;
