CREATE TYPE "a$$b$1E" AS ENUM ('a$$b$1');
CREATE TABLE "a$$b$1" (
    "a$$b$1" integer, kind "a$$b$1E" DEFAULT 'a$$b$1', n integer,
    CONSTRAINT "a$$b$1P" PRIMARY KEY ("a$$b$1"),
    CONSTRAINT "a$$b$1U" UNIQUE (kind),
    CONSTRAINT "a$$b$1F" FOREIGN KEY ("a$$b$1") REFERENCES "a$$b$1" ("a$$b$1"),
    CONSTRAINT "a$$b$1C" CHECK ("a$$b$1" > 0)
);
CREATE INDEX "a$$b$1I" ON "a$$b$1" ("a$$b$1" DESC);
INSERT INTO "a$$b$1" VALUES (1);
