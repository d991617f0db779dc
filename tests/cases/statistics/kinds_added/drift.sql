DROP STATISTICS "odd.x"."St (1";
CREATE STATISTICS "odd.x"."St (1" (mcv) ON a, c FROM other;
