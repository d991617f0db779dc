CREATE TABLE item (id integer, note text);
CREATE MATERIALIZED VIEW notes AS SELECT note FROM item;
