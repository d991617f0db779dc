CREATE TABLE t (x int);
\connect other
CREATE TABLE u (x int);
