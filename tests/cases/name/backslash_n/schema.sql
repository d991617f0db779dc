CREATE TYPE "a\nbE" AS ENUM ('a\nb');
CREATE TABLE "a\nb" (
    "a\nb" integer, kind "a\nbE" DEFAULT 'a\nb', n integer,
    CONSTRAINT "a\nbP" PRIMARY KEY ("a\nb"),
    CONSTRAINT "a\nbU" UNIQUE (kind),
    CONSTRAINT "a\nbF" FOREIGN KEY ("a\nb") REFERENCES "a\nb" ("a\nb"),
    CONSTRAINT "a\nbC" CHECK ("a\nb" > 0)
);
CREATE INDEX "a\nbI" ON "a\nb" ("a\nb" DESC);
INSERT INTO "a\nb" VALUES (1);
