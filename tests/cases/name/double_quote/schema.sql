CREATE TYPE "say ""hi""E" AS ENUM ('say "hi"');
CREATE TABLE "say ""hi""" (
    "say ""hi""" integer, kind "say ""hi""E" DEFAULT 'say "hi"', n integer,
    CONSTRAINT "say ""hi""P" PRIMARY KEY ("say ""hi"""),
    CONSTRAINT "say ""hi""U" UNIQUE (kind),
    CONSTRAINT "say ""hi""F" FOREIGN KEY ("say ""hi""") REFERENCES "say ""hi""" ("say ""hi"""),
    CONSTRAINT "say ""hi""C" CHECK ("say ""hi""" > 0)
);
CREATE INDEX "say ""hi""I" ON "say ""hi""" ("say ""hi""" DESC);
INSERT INTO "say ""hi""" VALUES (1);
