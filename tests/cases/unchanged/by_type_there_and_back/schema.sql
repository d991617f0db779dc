CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE parent (id serial PRIMARY KEY, code varchar(20) UNIQUE);
CREATE TABLE item (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    s varchar(20) NOT NULL DEFAULT 'a' CHECK (s IN ('a', 'b')),
    m mood NOT NULL DEFAULT 'sad',
    price numeric(10,2) NOT NULL DEFAULT 0.5 CHECK (price >= 0),
    at timestamp(3) NOT NULL DEFAULT '2024-01-02 03:04:05',
    f float8 DEFAULT 0.1, cash money, iv interval DEFAULT '1 mon 2 days 03:00:00', tz timestamptz DEFAULT '2024-01-02 03:04:05+02',
    b bytea DEFAULT '\x01ff', t text COLLATE "C",
    parent_id integer REFERENCES parent ON DELETE CASCADE
);
CREATE INDEX item_s_idx ON item (s DESC, lower(t)) WHERE s IN ('a', 'b') AND at > '2024-01-02';
CREATE UNIQUE INDEX item_t_key ON item (t) INCLUDE (price);
