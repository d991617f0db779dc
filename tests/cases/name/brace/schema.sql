CREATE TYPE "{0} {x}E" AS ENUM ('{0} {x}');
CREATE TABLE "{0} {x}" (
    "{0} {x}" integer, kind "{0} {x}E" DEFAULT '{0} {x}', n integer,
    CONSTRAINT "{0} {x}P" PRIMARY KEY ("{0} {x}"),
    CONSTRAINT "{0} {x}U" UNIQUE (kind),
    CONSTRAINT "{0} {x}F" FOREIGN KEY ("{0} {x}") REFERENCES "{0} {x}" ("{0} {x}"),
    CONSTRAINT "{0} {x}C" CHECK ("{0} {x}" > 0)
);
CREATE INDEX "{0} {x}I" ON "{0} {x}" ("{0} {x}" DESC);
INSERT INTO "{0} {x}" VALUES (1);
