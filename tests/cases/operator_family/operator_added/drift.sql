ALTER OPERATOR FAMILY many USING btree ADD OPERATOR 2 <= (bigint, integer);
