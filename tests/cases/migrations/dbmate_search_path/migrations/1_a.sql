-- migrate:up
CREATE SCHEMA s;
SET search_path = s;
CREATE TABLE a (x int);
-- migrate:down
