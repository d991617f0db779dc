CREATE TYPE "a	b/c\dE" AS ENUM ('a	b/c\d');
CREATE TABLE "a	b/c\d" (
    "a	b/c\d" integer, kind "a	b/c\dE" DEFAULT 'a	b/c\d', n integer,
    CONSTRAINT "a	b/c\dP" PRIMARY KEY ("a	b/c\d"),
    CONSTRAINT "a	b/c\dU" UNIQUE (kind),
    CONSTRAINT "a	b/c\dF" FOREIGN KEY ("a	b/c\d") REFERENCES "a	b/c\d" ("a	b/c\d"),
    CONSTRAINT "a	b/c\dC" CHECK ("a	b/c\d" > 0)
);
CREATE INDEX "a	b/c\dI" ON "a	b/c\d" ("a	b/c\d" DESC);
INSERT INTO "a	b/c\d" VALUES (1);
