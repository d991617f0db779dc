CREATE EXTENSION citext;
CREATE TABLE item (a integer, b integer);
