ALTER OPERATOR FAMILY vacant USING gin ADD OPERATOR 1 < (integer, integer);
