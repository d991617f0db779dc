ALTER TABLE plain DROP CONSTRAINT plain_pkey;
CREATE UNIQUE INDEX plain_pkey ON plain (id);
