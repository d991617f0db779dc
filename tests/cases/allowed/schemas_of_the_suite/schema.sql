CREATE SCHEMA app;
CREATE SCHEMA elsewhere;
CREATE TABLE app.item (id integer);
CREATE TABLE other ();
CREATE TABLE elsewhere.other ();
CREATE VIEW elsewhere.v AS SELECT 1 AS a;
CREATE TYPE elsewhere.mood AS ENUM ();
