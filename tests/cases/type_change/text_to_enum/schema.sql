CREATE TABLE item (
    s text, n integer, d date,
    CONSTRAINT item_in_check CHECK (s IN ('a', 'b')),
    CONSTRAINT item_eq_check CHECK (s = 'q' OR s LIKE 'x%'),
    CONSTRAINT item_n_check CHECK (n > 0 AND n < 100),
    CONSTRAINT item_s_key UNIQUE (s)
);
CREATE INDEX item_s_idx ON item (s) WHERE s = 'q';
CREATE INDEX item_lower_idx ON item (lower(s), n);
CREATE INDEX item_n_idx ON item ((n + 1)) WHERE n > 5;
CREATE TYPE mood AS ENUM ('a', 'b', 'q');
