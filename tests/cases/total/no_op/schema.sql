CREATE TYPE mood AS ENUM ('a');
CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE item (
    id integer PRIMARY KEY, code text UNIQUE, parent_id integer REFERENCES parent, r int4range,
    CHECK (id > 0), EXCLUDE USING gist (r WITH &&)
);
CREATE UNIQUE INDEX item_bare_key ON item (parent_id);
CREATE INDEX item_idx ON item (code);
CREATE VIEW v AS SELECT 1 AS a;
CREATE SEQUENCE numbers;
