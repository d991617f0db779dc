DROP CAST (point AS integer);
CREATE CAST (point AS integer) WITH FUNCTION number(point);
