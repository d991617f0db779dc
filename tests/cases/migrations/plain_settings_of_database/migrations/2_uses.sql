CREATE TABLE here (x int);
