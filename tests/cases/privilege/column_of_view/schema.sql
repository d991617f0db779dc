CREATE TABLE customer (id integer, email text);
CREATE VIEW listed AS SELECT id, email FROM customer;
GRANT SELECT (email) ON listed TO pg_monitor;
