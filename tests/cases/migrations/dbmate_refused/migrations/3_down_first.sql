-- migrate:down
DROP TABLE c;
-- migrate:up
CREATE TABLE c (x int);
-- migrate:down
