CREATE TABLE a (id int, note text);
COPY a (id, note)
  FROM stdin;
1	one
2	two
three	three
\.
SELECT 1;
