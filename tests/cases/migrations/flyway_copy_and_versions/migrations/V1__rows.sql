CREATE TABLE t (a text);
COPY t (a) FROM stdin;
it's; a ${row}
\.

CREATE TABLE ${name} (b integer);
