CREATE TEMPORARY TABLE item (id integer);
CREATE TEMPORARY SEQUENCE numbers;
CREATE TYPE pg_temp.mood AS ENUM ('x');
CREATE INDEX ON pg_temp.item (id);
