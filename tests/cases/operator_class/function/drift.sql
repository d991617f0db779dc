DROP OPERATOR CLASS backwards USING btree;
CREATE OPERATOR CLASS backwards FOR TYPE bigint USING btree FAMILY many AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint8cmp(bigint, bigint);
