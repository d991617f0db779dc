CREATE DOMAIN email AS varchar(80) COLLATE "C" DEFAULT 'x@y' NOT NULL
CONSTRAINT has_at CHECK (VALUE ~ '@') CONSTRAINT not_long CHECK (length(VALUE) < 70);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE item (a positive, b email);
