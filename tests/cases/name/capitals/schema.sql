CREATE TYPE "MixedCaseE" AS ENUM ('MixedCase');
CREATE TABLE "MixedCase" (
    "MixedCase" integer, kind "MixedCaseE" DEFAULT 'MixedCase', n integer,
    CONSTRAINT "MixedCaseP" PRIMARY KEY ("MixedCase"),
    CONSTRAINT "MixedCaseU" UNIQUE (kind),
    CONSTRAINT "MixedCaseF" FOREIGN KEY ("MixedCase") REFERENCES "MixedCase" ("MixedCase"),
    CONSTRAINT "MixedCaseC" CHECK ("MixedCase" > 0)
);
CREATE INDEX "MixedCaseI" ON "MixedCase" ("MixedCase" DESC);
INSERT INTO "MixedCase" VALUES (1);
