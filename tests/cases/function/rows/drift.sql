ALTER FUNCTION many(integer) ROWS 20;
