CREATE TABLE extra (id serial PRIMARY KEY, code text UNIQUE, CHECK (code <> ''));
CREATE INDEX ON extra (code);
