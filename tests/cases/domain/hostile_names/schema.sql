CREATE SCHEMA "a.b";
CREATE DOMAIN "a.b"."We ""ird (x.y)" AS integer CONSTRAINT "add check (" CHECK (VALUE > 0);
CREATE DOMAIN "select" AS text DEFAULT ' ADD CONSTRAINT x CHECK (true)';
CREATE TABLE item (a "a.b"."We ""ird (x.y)", b "select", c "select"[]);
