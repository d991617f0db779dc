CREATE TYPE "x[1]E" AS ENUM ('x[1]');
CREATE TABLE "x[1]" (
    "x[1]" integer, kind "x[1]E" DEFAULT 'x[1]', n integer,
    CONSTRAINT "x[1]P" PRIMARY KEY ("x[1]"),
    CONSTRAINT "x[1]U" UNIQUE (kind),
    CONSTRAINT "x[1]F" FOREIGN KEY ("x[1]") REFERENCES "x[1]" ("x[1]"),
    CONSTRAINT "x[1]C" CHECK ("x[1]" > 0)
);
CREATE INDEX "x[1]I" ON "x[1]" ("x[1]" DESC);
INSERT INTO "x[1]" VALUES (1);
