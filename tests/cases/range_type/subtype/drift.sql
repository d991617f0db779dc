DROP TYPE timerange;
CREATE TYPE timerange AS RANGE (SUBTYPE = timetz);
