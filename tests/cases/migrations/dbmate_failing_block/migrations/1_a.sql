-- migrate:up
CREATE TABLE a (x int);
-- migrate:down
-- migrate:up
CREATE TABLE b (x int);
SELECT 1 / 0;
-- migrate:down
