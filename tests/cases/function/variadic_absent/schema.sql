CREATE FUNCTION split(IN whole text, OUT head text, OUT tail text) LANGUAGE sql AS $$SELECT whole, ''$$;
CREATE FUNCTION listed(n integer, VARIADIC rest text[]) RETURNS TABLE (a integer, b text) LANGUAGE sql AS $$SELECT n, rest[1]$$;
