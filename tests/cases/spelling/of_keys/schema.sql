CREATE TABLE "Parent" (a integer, "B" integer, PRIMARY KEY (a, "B"), UNIQUE ("B") INCLUDE (a));
CREATE TABLE child (
    a integer, "B" integer, r int4range,
    CONSTRAINT fk_plain FOREIGN KEY (a, "B") REFERENCES "Parent",
    CONSTRAINT fk_actions FOREIGN KEY (a, "B") REFERENCES public."Parent" (a, "B") ON DELETE NO ACTION ON UPDATE CASCADE NOT DEFERRABLE,
    CONSTRAINT fk_simple FOREIGN KEY ("B") REFERENCES "Parent" ("B") MATCH SIMPLE DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT x EXCLUDE USING gist (r range_ops WITH pg_catalog.&&) WHERE ((a > 0))
);
