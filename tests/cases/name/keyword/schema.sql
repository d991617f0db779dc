CREATE TYPE "selectE" AS ENUM ('select');
CREATE TABLE "select" (
    "select" integer, kind "selectE" DEFAULT 'select', n integer,
    CONSTRAINT "selectP" PRIMARY KEY ("select"),
    CONSTRAINT "selectU" UNIQUE (kind),
    CONSTRAINT "selectF" FOREIGN KEY ("select") REFERENCES "select" ("select"),
    CONSTRAINT "selectC" CHECK ("select" > 0)
);
CREATE INDEX "selectI" ON "select" ("select" DESC);
INSERT INTO "select" VALUES (1);
