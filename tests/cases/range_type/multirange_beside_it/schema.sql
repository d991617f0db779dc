CREATE SCHEMA geo;
CREATE TYPE geo.height AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = geo.heights);
CREATE TYPE geo.depth AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = geo.depths);
CREATE TYPE geo.width AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = geo.width_multirange);
CREATE TYPE geo.span AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = public.spans);
CREATE TYPE days AS RANGE (SUBTYPE = date, MULTIRANGE_TYPE_NAME = some_days);
CREATE TYPE hours AS RANGE (SUBTYPE = time, MULTIRANGE_TYPE_NAME = geo.some_hours);
