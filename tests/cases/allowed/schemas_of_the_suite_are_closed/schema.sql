CREATE SCHEMA app;
CREATE SCHEMA elsewhere;
CREATE FUNCTION elsewhere.e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE TABLE app.item (id integer);
