DROP CAST (point AS integer);
