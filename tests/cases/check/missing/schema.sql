CREATE TABLE item (
    a integer, b text, c integer,
    CONSTRAINT item_a_check CHECK (a > 0 AND a < 10),
    CONSTRAINT item_b_check CHECK (b IN ('x', 'y')) NO INHERIT
);
