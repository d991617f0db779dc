CREATE TYPE "😀E" AS ENUM ('😀');
CREATE TABLE "😀" (
    "😀" integer, kind "😀E" DEFAULT '😀', n integer,
    CONSTRAINT "😀P" PRIMARY KEY ("😀"),
    CONSTRAINT "😀U" UNIQUE (kind),
    CONSTRAINT "😀F" FOREIGN KEY ("😀") REFERENCES "😀" ("😀"),
    CONSTRAINT "😀C" CHECK ("😀" > 0)
);
CREATE INDEX "😀I" ON "😀" ("😀" DESC);
INSERT INTO "😀" VALUES (1);
