CREATE EXTENSION pg_visibility;
CREATE EXTENSION pg_trgm;
CREATE TABLE item (id integer);
ALTER EXTENSION pg_trgm ADD TABLE item;
CREATE TABLE rest (id integer);
