DROP CAST (point AS integer);
CREATE CAST (point AS integer) WITH FUNCTION other(point) AS ASSIGNMENT;
