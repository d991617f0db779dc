DROP CAST (point AS integer);
CREATE CAST (point AS integer) WITH INOUT AS ASSIGNMENT;
