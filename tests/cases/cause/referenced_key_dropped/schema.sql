CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE);
CREATE TABLE item (
    id integer PRIMARY KEY, code text, parent_id integer, r int4range, n integer DEFAULT 1,
    CONSTRAINT item_code_key UNIQUE (code),
    CONSTRAINT item_parent_fkey FOREIGN KEY (parent_id) REFERENCES parent,
    CONSTRAINT item_code_check CHECK (code <> ''),
    CONSTRAINT item_excl EXCLUDE USING gist (r WITH &&)
);
CREATE INDEX item_code_idx ON item (lower(code), n DESC);
CREATE INDEX item_n_idx ON item (n) WHERE code IS NOT NULL;
INSERT INTO item (id) VALUES (1);
