CREATE INDEX extra ON "odd.x"."V ""q" (a);
