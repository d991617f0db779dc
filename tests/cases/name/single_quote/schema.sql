CREATE TYPE "it'sE" AS ENUM ('it''s');
CREATE TABLE "it's" (
    "it's" integer, kind "it'sE" DEFAULT 'it''s', n integer,
    CONSTRAINT "it'sP" PRIMARY KEY ("it's"),
    CONSTRAINT "it'sU" UNIQUE (kind),
    CONSTRAINT "it'sF" FOREIGN KEY ("it's") REFERENCES "it's" ("it's"),
    CONSTRAINT "it'sC" CHECK ("it's" > 0)
);
CREATE INDEX "it'sI" ON "it's" ("it's" DESC);
INSERT INTO "it's" VALUES (1);
