CREATE TABLE item (id integer);
CREATE TABLE other (id integer);
CREATE SCHEMA app;
CREATE TABLE app."Data" (id integer);
INSERT INTO item SELECT generate_series(1, 3);
INSERT INTO app."Data" VALUES (1);
