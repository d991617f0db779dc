CREATE TABLE item (a integer, b integer, CONSTRAINT item_key UNIQUE NULLS NOT DISTINCT (a), CONSTRAINT item_b_key UNIQUE (b));
