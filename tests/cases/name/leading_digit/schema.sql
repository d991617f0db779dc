CREATE TYPE "1stE" AS ENUM ('1st');
CREATE TABLE "1st" (
    "1st" integer, kind "1stE" DEFAULT '1st', n integer,
    CONSTRAINT "1stP" PRIMARY KEY ("1st"),
    CONSTRAINT "1stU" UNIQUE (kind),
    CONSTRAINT "1stF" FOREIGN KEY ("1st") REFERENCES "1st" ("1st"),
    CONSTRAINT "1stC" CHECK ("1st" > 0)
);
CREATE INDEX "1stI" ON "1st" ("1st" DESC);
INSERT INTO "1st" VALUES (1);
