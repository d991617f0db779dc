-- migrate:up
CREATE TABLE b (x int);
COMMIT;
BEGIN;
CREATE TABLE c (x int);
-- migrate:down
