CREATE TYPE "Größe_名_éE" AS ENUM ('Größe_名_é');
CREATE TABLE "Größe_名_é" (
    "Größe_名_é" integer, kind "Größe_名_éE" DEFAULT 'Größe_名_é', n integer,
    CONSTRAINT "Größe_名_éP" PRIMARY KEY ("Größe_名_é"),
    CONSTRAINT "Größe_名_éU" UNIQUE (kind),
    CONSTRAINT "Größe_名_éF" FOREIGN KEY ("Größe_名_é") REFERENCES "Größe_名_é" ("Größe_名_é"),
    CONSTRAINT "Größe_名_éC" CHECK ("Größe_名_é" > 0)
);
CREATE INDEX "Größe_名_éI" ON "Größe_名_é" ("Größe_名_é" DESC);
INSERT INTO "Größe_名_é" VALUES (1);
