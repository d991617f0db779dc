CREATE TABLE "a b" (" lead" integer, id integer);
CREATE TABLE " t" (id integer);
