CREATE TABLE item (a integer, b integer);
ALTER TABLE item ADD c integer NOT NULL;
