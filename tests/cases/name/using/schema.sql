CREATE TYPE "t USING btree (x) ON yE" AS ENUM ('t USING btree (x) ON y');
CREATE TABLE "t USING btree (x) ON y" (
    "t USING btree (x) ON y" integer, kind "t USING btree (x) ON yE" DEFAULT 't USING btree (x) ON y', n integer,
    CONSTRAINT "t USING btree (x) ON yP" PRIMARY KEY ("t USING btree (x) ON y"),
    CONSTRAINT "t USING btree (x) ON yU" UNIQUE (kind),
    CONSTRAINT "t USING btree (x) ON yF" FOREIGN KEY ("t USING btree (x) ON y") REFERENCES "t USING btree (x) ON y" ("t USING btree (x) ON y"),
    CONSTRAINT "t USING btree (x) ON yC" CHECK ("t USING btree (x) ON y" > 0)
);
CREATE INDEX "t USING btree (x) ON yI" ON "t USING btree (x) ON y" ("t USING btree (x) ON y" DESC);
INSERT INTO "t USING btree (x) ON y" VALUES (1);
