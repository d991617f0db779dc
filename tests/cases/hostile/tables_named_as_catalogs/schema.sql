CREATE FUNCTION public.format_type(oid, integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'hijacked'$$;
CREATE FUNCTION public.pg_get_expr(pg_node_tree, oid) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'hijacked'$$;
CREATE FUNCTION public.same(oid, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT false$$;
CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = integer, FUNCTION = public.same);
CREATE TABLE item (id integer PRIMARY KEY, s varchar(20) DEFAULT 'x' CHECK (s IN ('x', 'y')));
CREATE INDEX item_idx ON item (lower(s)) WHERE s = 'x';
