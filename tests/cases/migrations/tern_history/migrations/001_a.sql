CREATE SCHEMA app;
SET search_path = app;
CREATE TABLE a (x int);
---- create above / drop below ----
DROP TABLE app.a;
