ALTER TABLE item DROP b;
DROP DOMAIN email;
CREATE TYPE email AS ENUM ('a@b');
ALTER TABLE item ADD b email;
