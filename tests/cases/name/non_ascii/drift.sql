ALTER TABLE "Größe_名_é" DROP CONSTRAINT "Größe_名_éF", DROP CONSTRAINT "Größe_名_éC";
ALTER TABLE "Größe_名_é" ALTER "Größe_名_é" TYPE bigint, ALTER "Größe_名_é" SET DEFAULT 0, DROP CONSTRAINT "Größe_名_éU";
DROP INDEX "Größe_名_éI";
CREATE INDEX "Größe_名_éI" ON "Größe_名_é" ("Größe_名_é");
ALTER TYPE "Größe_名_éE" ADD VALUE 'more';
DELETE FROM "Größe_名_é";
