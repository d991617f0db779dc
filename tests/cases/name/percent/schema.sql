CREATE TYPE "100%s %(x)s %%E" AS ENUM ('100%s %(x)s %%');
CREATE TABLE "100%s %(x)s %%" (
    "100%s %(x)s %%" integer, kind "100%s %(x)s %%E" DEFAULT '100%s %(x)s %%', n integer,
    CONSTRAINT "100%s %(x)s %%P" PRIMARY KEY ("100%s %(x)s %%"),
    CONSTRAINT "100%s %(x)s %%U" UNIQUE (kind),
    CONSTRAINT "100%s %(x)s %%F" FOREIGN KEY ("100%s %(x)s %%") REFERENCES "100%s %(x)s %%" ("100%s %(x)s %%"),
    CONSTRAINT "100%s %(x)s %%C" CHECK ("100%s %(x)s %%" > 0)
);
CREATE INDEX "100%s %(x)s %%I" ON "100%s %(x)s %%" ("100%s %(x)s %%" DESC);
INSERT INTO "100%s %(x)s %%" VALUES (1);
