CREATE TABLE item (
    s varchar(20), t text, n numeric, i integer, d date,
    CONSTRAINT c_in CHECK (s IN ('a', 'b')),
    CONSTRAINT c_in_text CHECK (t IN ('a', 'b')),
    CONSTRAINT c_not_in CHECK (i NOT IN (1, 2)),
    CONSTRAINT c_between CHECK (n BETWEEN 0 AND 10),
    CONSTRAINT c_case CHECK (CASE WHEN i > 0 THEN t IS NOT NULL ELSE TRUE END),
    CONSTRAINT c_like CHECK (t LIKE 'a%' AND NOT t ILIKE '%b'),
    CONSTRAINT c_cast CHECK (n::integer = CAST(t AS integer)),
    CONSTRAINT c_concat CHECK (t || 'x' <> s),
    CONSTRAINT c_function CHECK (char_length(t) >= 3 AND length(trim(s)) > 0),
    CONSTRAINT c_date CHECK (d > DATE '2020-01-01'),
    CONSTRAINT c_parentheses CHECK (i > 0 OR (i < -5 AND n > 0)),
    CONSTRAINT c_regex CHECK (t ~ '^[a-z]+$'),
    CONSTRAINT c_null CHECK (t IS DISTINCT FROM s),
    CONSTRAINT c_extract CHECK (EXTRACT(YEAR FROM d) > 2000),
    CONSTRAINT c_coalesce CHECK (COALESCE(i, 0) >= 0),
    CONSTRAINT c_bool CHECK ((i > 0) = (n > 0))
);
