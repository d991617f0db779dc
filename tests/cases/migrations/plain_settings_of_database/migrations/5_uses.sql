CREATE TABLE here_too (x int);
