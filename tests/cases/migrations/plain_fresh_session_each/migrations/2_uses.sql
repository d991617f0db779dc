CREATE TABLE scratch (x int);
