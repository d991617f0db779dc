-- migrate:up transaction:false
BEGIN;
CREATE TABLE a (x int);
COMMIT;
-- migrate:down
