CREATE TABLE item (
    id integer GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2),
    price numeric(10,2) DEFAULT 0 NOT NULL,
    code varchar(20),
    note text COLLATE "C",
    plain text,
    total numeric GENERATED ALWAYS AS (price * 2) STORED,
    sold timestamp(3) DEFAULT now(),
    tags text[] NOT NULL
);
