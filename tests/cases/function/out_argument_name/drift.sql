DROP FUNCTION split(text);
CREATE FUNCTION split(IN whole text, OUT head text, OUT rest text) LANGUAGE sql AS $$SELECT whole, ''$$;
