-- Down migration: DROP TABLE d
CREATE TABLE d (x int);
