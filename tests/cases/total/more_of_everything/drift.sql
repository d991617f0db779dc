CREATE TYPE mood_2 AS ENUM ('a');
CREATE TABLE another (
    id integer PRIMARY KEY, code text UNIQUE, parent_id integer REFERENCES parent, r int4range,
    CHECK (id > 0), EXCLUDE USING gist (r WITH &&)
);
CREATE VIEW v_2 AS SELECT 1 AS a;
CREATE SEQUENCE numbers_2;
