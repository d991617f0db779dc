CREATE TABLE item (
    a integer, b integer, c integer, d integer,
    CONSTRAINT item_pkey PRIMARY KEY (a, b) INCLUDE (c) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE plain (id integer, other integer NOT NULL, CONSTRAINT plain_pkey PRIMARY KEY (id));
