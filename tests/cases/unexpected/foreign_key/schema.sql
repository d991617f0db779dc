CREATE TABLE item (a integer, b integer);
CREATE TABLE parent (a integer PRIMARY KEY);
