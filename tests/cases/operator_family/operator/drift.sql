ALTER OPERATOR FAMILY many USING btree DROP OPERATOR 1 (bigint, integer);
ALTER OPERATOR FAMILY many USING btree ADD OPERATOR 1 <= (bigint, integer);
