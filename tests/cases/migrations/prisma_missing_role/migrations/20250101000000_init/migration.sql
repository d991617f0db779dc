CREATE TABLE a (x int);
GRANT SELECT ON a TO app_reader_of_nobody;
