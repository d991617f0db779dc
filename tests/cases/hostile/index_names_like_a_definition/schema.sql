CREATE TABLE "t USING btree (x)" (x integer, "y USING z" integer);
CREATE INDEX " USING " ON "t USING btree (x)" (x);
CREATE UNIQUE INDEX "i ON public.t USING btree (x)" ON "t USING btree (x)" ("y USING z") WHERE "y USING z" > 0;
