CREATE SCHEMA geo;
CREATE SCHEMA "Plural";
CREATE TYPE geo.height AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = geo.heights);
CREATE TYPE geo.depth AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = "Plural".depths);
