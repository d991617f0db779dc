CREATE TABLE item (a integer, b text, CONSTRAINT c1 CHECK (a > 1), CONSTRAINT c2 CHECK (a > 2), CONSTRAINT c3 CHECK (a > 3));
