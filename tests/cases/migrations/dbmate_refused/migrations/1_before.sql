-- a comment
/* another */
-- migrate:up
CREATE TABLE a (x int);
-- migrate:down
