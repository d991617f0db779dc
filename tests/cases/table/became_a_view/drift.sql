DROP TABLE tuned;
CREATE VIEW tuned AS SELECT 1 AS a, 'x'::text AS b;
