CREATE TABLE c (x int);
-- Down Migration
-- DROP TABLE c;
