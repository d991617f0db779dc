ALTER TABLE "t USING btree (x) ON y" DROP CONSTRAINT "t USING btree (x) ON yF", DROP CONSTRAINT "t USING btree (x) ON yC";
ALTER TABLE "t USING btree (x) ON y" ALTER "t USING btree (x) ON y" TYPE bigint, ALTER "t USING btree (x) ON y" SET DEFAULT 0, DROP CONSTRAINT "t USING btree (x) ON yU";
DROP INDEX "t USING btree (x) ON yI";
CREATE INDEX "t USING btree (x) ON yI" ON "t USING btree (x) ON y" ("t USING btree (x) ON y");
ALTER TYPE "t USING btree (x) ON yE" ADD VALUE 'more';
DELETE FROM "t USING btree (x) ON y";
