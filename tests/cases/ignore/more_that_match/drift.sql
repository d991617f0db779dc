CREATE TABLE tmp_three (id integer PRIMARY KEY);
CREATE INDEX tmp_more_idx ON item (id);
CREATE VIEW report_b AS SELECT 1 AS a;
