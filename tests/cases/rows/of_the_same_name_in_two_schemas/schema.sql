CREATE SCHEMA app;
CREATE TABLE item (id integer);
CREATE TABLE app.item (id integer);
INSERT INTO item VALUES (1);
