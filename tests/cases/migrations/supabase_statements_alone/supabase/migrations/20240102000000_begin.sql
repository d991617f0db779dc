-- says itself where it commits
BEGIN;
CREATE TABLE c (x int);
SAVEPOINT here;
ROLLBACK TO here;
COMMIT;
CREATE INDEX CONCURRENTLY c_x_idx ON c (x);
