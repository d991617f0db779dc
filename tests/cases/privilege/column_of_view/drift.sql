CREATE TABLE another (id integer);
DROP TABLE another;
GRANT UPDATE (id) ON listed TO pg_monitor;
