BEGIN;
CREATE TABLE extra ();
ALTER TABLE item ADD extra integer;
ROLLBACK;
