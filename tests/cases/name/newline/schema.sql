CREATE TYPE "a
bE" AS ENUM ('a
b');
CREATE TABLE "a
b" (
    "a
b" integer, kind "a
bE" DEFAULT 'a
b', n integer,
    CONSTRAINT "a
bP" PRIMARY KEY ("a
b"),
    CONSTRAINT "a
bU" UNIQUE (kind),
    CONSTRAINT "a
bF" FOREIGN KEY ("a
b") REFERENCES "a
b" ("a
b"),
    CONSTRAINT "a
bC" CHECK ("a
b" > 0)
);
CREATE INDEX "a
bI" ON "a
b" ("a
b" DESC);
INSERT INTO "a
b" VALUES (1);
