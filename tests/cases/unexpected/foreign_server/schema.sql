CREATE TABLE item (a integer, b integer);
CREATE FOREIGN DATA WRAPPER wrapper;
