CREATE TABLE a (id integer);
CREATE TABLE tmp_x (id integer PRIMARY KEY);
