CREATE TYPE "a -- b /* c */; DROPE" AS ENUM ('a -- b /* c */; DROP');
CREATE TABLE "a -- b /* c */; DROP" (
    "a -- b /* c */; DROP" integer, kind "a -- b /* c */; DROPE" DEFAULT 'a -- b /* c */; DROP', n integer,
    CONSTRAINT "a -- b /* c */; DROPP" PRIMARY KEY ("a -- b /* c */; DROP"),
    CONSTRAINT "a -- b /* c */; DROPU" UNIQUE (kind),
    CONSTRAINT "a -- b /* c */; DROPF" FOREIGN KEY ("a -- b /* c */; DROP") REFERENCES "a -- b /* c */; DROP" ("a -- b /* c */; DROP"),
    CONSTRAINT "a -- b /* c */; DROPC" CHECK ("a -- b /* c */; DROP" > 0)
);
CREATE INDEX "a -- b /* c */; DROPI" ON "a -- b /* c */; DROP" ("a -- b /* c */; DROP" DESC);
INSERT INTO "a -- b /* c */; DROP" VALUES (1);
