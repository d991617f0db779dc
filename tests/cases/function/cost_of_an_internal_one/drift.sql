ALTER FUNCTION begins(text, text) COST 5;
