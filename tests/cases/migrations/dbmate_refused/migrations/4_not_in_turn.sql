-- migrate:up
CREATE TABLE d (x int);
-- migrate:up
CREATE TABLE e (x int);
-- migrate:down
-- migrate:down
