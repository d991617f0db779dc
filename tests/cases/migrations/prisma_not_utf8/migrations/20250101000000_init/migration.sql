CREATE TABLE a (x int);
-- café
