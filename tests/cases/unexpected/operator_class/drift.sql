CREATE OPERATOR CLASS extra FOR TYPE integer USING btree FAMILY present AS OPERATOR 3 =, FUNCTION 1 btint4cmp(integer, integer);
