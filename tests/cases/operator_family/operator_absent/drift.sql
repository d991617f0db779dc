ALTER OPERATOR FAMILY many USING btree DROP OPERATOR 1 (bigint, integer);
