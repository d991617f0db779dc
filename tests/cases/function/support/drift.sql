ALTER FUNCTION begins(text, text) SUPPORT texticlike_support;
