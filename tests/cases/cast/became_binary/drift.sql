DROP CAST (bytea AS xml);
CREATE CAST (bytea AS xml) WITH INOUT;
