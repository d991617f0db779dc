CREATE TYPE "a%3A%3AbE" AS ENUM ('a%3A%3Ab');
CREATE TABLE "a%3A%3Ab" (
    "a%3A%3Ab" integer, kind "a%3A%3AbE" DEFAULT 'a%3A%3Ab', n integer,
    CONSTRAINT "a%3A%3AbP" PRIMARY KEY ("a%3A%3Ab"),
    CONSTRAINT "a%3A%3AbU" UNIQUE (kind),
    CONSTRAINT "a%3A%3AbF" FOREIGN KEY ("a%3A%3Ab") REFERENCES "a%3A%3Ab" ("a%3A%3Ab"),
    CONSTRAINT "a%3A%3AbC" CHECK ("a%3A%3Ab" > 0)
);
CREATE INDEX "a%3A%3AbI" ON "a%3A%3Ab" ("a%3A%3Ab" DESC);
INSERT INTO "a%3A%3Ab" VALUES (1);
