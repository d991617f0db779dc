-- // a table
CREATE TABLE b (x int);

-- //@UNDO
DROP TABLE b;
