ALTER TABLE item DROP b;
DROP DOMAIN email;
CREATE DOMAIN email AS varchar(80) DEFAULT 'x@y' NOT NULL
CONSTRAINT has_at CHECK (VALUE ~ '@') CONSTRAINT not_long CHECK (length(VALUE) < 70);
ALTER TABLE item ADD b email;
