CREATE CAST (point AS integer) WITH FUNCTION g(point);
