-- CreateTable
CREATE TABLE "A" (id int);

CREATE TABLE "B" (id int);;

INSERT INTO "A" VALUES (1), (1);
/* CREATE nothing; */
SELECT ';', $x$;$x$;

-- CreateIndex
CREATE UNIQUE INDEX "A_id_key"
    ON "A" (id);

CREATE TABLE "C" (id int);
