CREATE TYPE "a #b: cE" AS ENUM ('a #b: c');
CREATE TABLE "a #b: c" (
    "a #b: c" integer, kind "a #b: cE" DEFAULT 'a #b: c', n integer,
    CONSTRAINT "a #b: cP" PRIMARY KEY ("a #b: c"),
    CONSTRAINT "a #b: cU" UNIQUE (kind),
    CONSTRAINT "a #b: cF" FOREIGN KEY ("a #b: c") REFERENCES "a #b: c" ("a #b: c"),
    CONSTRAINT "a #b: cC" CHECK ("a #b: c" > 0)
);
CREATE INDEX "a #b: cI" ON "a #b: c" ("a #b: c" DESC);
INSERT INTO "a #b: c" VALUES (1);
