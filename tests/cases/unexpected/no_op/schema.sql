CREATE EXTENSION citext;
CREATE TABLE item (id serial PRIMARY KEY, code citext);
CREATE TEMPORARY TABLE scratch (id integer);
CREATE TEMPORARY VIEW glance AS SELECT 1 AS a;
CREATE TYPE pg_temp.mood AS ENUM ('a');
