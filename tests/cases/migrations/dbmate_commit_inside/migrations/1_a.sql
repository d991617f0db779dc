-- migrate:up
BEGIN;
CREATE TABLE a (x int);
COMMIT;
-- migrate:down
