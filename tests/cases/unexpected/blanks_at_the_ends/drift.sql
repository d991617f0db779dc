ALTER TABLE "a b" ADD "trail " integer;
ALTER TABLE "a b" ALTER " lead" TYPE text;
CREATE TABLE "u " (id integer);
DROP TABLE " t";
