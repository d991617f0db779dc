CREATE TABLE a (x int);
SET search_path = nowhere;
