DROP TYPE span;
CREATE TYPE span AS RANGE (MULTIRANGE_TYPE_NAME = public.spans, SUBTYPE_OPCLASS = pg_catalog.text_pattern_ops, COLLATION = pg_catalog."C", SUBTYPE = text);
