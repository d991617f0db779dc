CREATE SCHEMA app;
CREATE TYPE app."Mood" AS ENUM ('a');
CREATE TABLE app.parent (id integer PRIMARY KEY);
CREATE TABLE app.item (id integer REFERENCES app.parent, m app."Mood" DEFAULT 'a');
CREATE INDEX item_idx ON app.item (m) WHERE m = 'a';
