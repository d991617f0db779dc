---- tern: disable-tx ----
CREATE TABLE b (x int);
CREATE INDEX CONCURRENTLY b_x ON b (x);
