CREATE TABLE a (x int);
COPY a FROM stdin;
