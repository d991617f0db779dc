CREATE TYPE pair AS (a integer, "B" text COLLATE "C", c numeric(10,2)[]);
CREATE TYPE nothing AS ();
