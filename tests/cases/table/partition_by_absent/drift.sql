DROP TABLE log;
CREATE TABLE log (a integer, at date);
CREATE TABLE log_2024 () INHERITS (log);
CREATE TABLE log_rest () INHERITS (log);
