DROP FUNCTION begins(text, text);
CREATE FUNCTION begins(text, text) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT
SUPPORT textlike_support AS 'textnlike';
