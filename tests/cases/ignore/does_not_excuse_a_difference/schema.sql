CREATE TABLE tmp_item (id integer);
