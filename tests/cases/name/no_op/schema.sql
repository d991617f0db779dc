CREATE TYPE "plainE" AS ENUM ('plain');
CREATE TABLE "plain" (
    "plain" integer, kind "plainE" DEFAULT 'plain', n integer,
    CONSTRAINT "plainP" PRIMARY KEY ("plain"),
    CONSTRAINT "plainU" UNIQUE (kind),
    CONSTRAINT "plainF" FOREIGN KEY ("plain") REFERENCES "plain" ("plain"),
    CONSTRAINT "plainC" CHECK ("plain" > 0)
);
CREATE INDEX "plainI" ON "plain" ("plain" DESC);
INSERT INTO "plain" VALUES (1);
