-- One of everything that a schema can hold and that needs nothing but PostgreSQL itself (14 to 18).
CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'money';
CREATE SCHEMA "Odd.schema";
CREATE SCHEMA empty;

CREATE DOMAIN email AS text COLLATE "C" DEFAULT 'x@y' NOT NULL CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 100);
CREATE DOMAIN billing.amount AS numeric(12,2) CHECK (VALUE >= 0);
CREATE TYPE address AS (street text, "zip.code" varchar(10) COLLATE "C", lines text[]);
CREATE TYPE billing.period AS RANGE (subtype = date);
CREATE TYPE spread AS RANGE (subtype = float8, subtype_diff = float8mi, multirange_type_name = spreads);
CREATE TYPE mood AS ENUM ('sad', 'ok', 'NO');

CREATE COLLATION german (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
CREATE COLLATION billing.copied FROM "C";

CREATE TABLE customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL COLLATE german,
    mail email,
    home address,
    feeling mood DEFAULT 'ok',
    active daterange,
    data jsonb NOT NULL DEFAULT '{}',
    changed timestamptz
);
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE TABLE billing.invoice (
    id int PRIMARY KEY,
    customer bigint NOT NULL REFERENCES customer ON DELETE CASCADE,
    total billing.amount NOT NULL,
    during billing.period,
    EXCLUDE USING gist (during WITH &&) INCLUDE (total) WITH (fillfactor = 80) WHERE (id > 0) DEFERRABLE
);
CREATE TABLE "Odd.schema"."odd ""table" ("a b" int, "c.d" text);
CREATE TABLE event (id int NOT NULL, at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
CREATE TABLE base (a int CHECK (a > 0), b text);
CREATE TABLE child (c int) INHERITS (base);
CREATE TABLE typed OF address (PRIMARY KEY (street));
CREATE SEQUENCE ticket START 1000 INCREMENT 5;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.changed := now();
    RETURN NEW;
END
$$;
CREATE FUNCTION billing.add(a int, b numeric DEFAULT 1.5, VARIADIC c text[] DEFAULT '{}') RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 7 SET search_path = pg_catalog, billing AS 'select a + b';
CREATE FUNCTION top(n int) RETURNS TABLE (id bigint, name text) LANGUAGE sql STABLE ROWS 10
    AS 'SELECT id, name FROM customer LIMIT n';
CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql RETURN x * 2;
CREATE FUNCTION "odd.name(x)"("A b" int, OUT c text, OUT d int) LANGUAGE plpgsql AS 'begin end';
CREATE FUNCTION secret() RETURNS SETOF customer LANGUAGE sql SECURITY DEFINER LEAKPROOF AS 'TABLE customer';
CREATE FUNCTION mood_add(mood, mood) RETURNS mood LANGUAGE sql IMMUTABLE AS 'select $1';
CREATE PROCEDURE billing.close(INOUT n int, note text DEFAULT 'it''s') LANGUAGE plpgsql AS $body$ begin null; end $body$;
CREATE AGGREGATE total(numeric) (SFUNC = numeric_add, STYPE = numeric, INITCOND = '0');
CREATE AGGREGATE billing.rank_of(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL
);

CREATE VIEW active WITH (security_barrier) AS
    SELECT c.id, c.name, count(i.id) AS invoices, sum(i.total) AS total
    FROM customer c LEFT JOIN billing.invoice i ON i.customer = c.id
    WHERE c.feeling <> 'NO' GROUP BY c.id HAVING count(i.id) > 0;
CREATE VIEW billing.large AS SELECT id, total FROM billing.invoice WHERE total > 1000 WITH LOCAL CHECK OPTION;
COMMENT ON VIEW active IS 'customers with invoices';
CREATE VIEW "Odd.schema"."up""wards" (n) AS
    WITH RECURSIVE up (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM up WHERE n < 10) SELECT n FROM up;
CREATE MATERIALIZED VIEW by_mood AS SELECT feeling, count(*) AS n FROM customer GROUP BY feeling WITH NO DATA;
CREATE UNIQUE INDEX by_mood_feeling ON by_mood (feeling);
CREATE INDEX by_mood_n ON by_mood (n DESC) WHERE n > 5;

CREATE TRIGGER customer_touch BEFORE INSERT OR UPDATE OF name, data ON customer
    FOR EACH ROW WHEN (NEW.name IS NOT NULL) EXECUTE FUNCTION touch('a', 'b c');
CREATE CONSTRAINT TRIGGER invoice_later AFTER INSERT ON billing.invoice DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER invoice_all AFTER UPDATE ON billing.invoice REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION touch();
ALTER TABLE billing.invoice ENABLE ALWAYS TRIGGER invoice_all;
CREATE TRIGGER event_touch AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER active_instead INSTEAD OF INSERT ON active FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE no_delete AS ON DELETE TO base DO INSTEAD NOTHING;
CREATE RULE large_update AS ON UPDATE TO billing.large WHERE new.total > 5 DO ALSO
    (UPDATE base SET a = a + 1; UPDATE base SET b = 'x' WHERE a = old.id);
CREATE POLICY own ON customer AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (name = current_user) WITH CHECK (feeling <> 'NO');
CREATE POLICY readable ON customer FOR SELECT USING (EXISTS (SELECT FROM billing.invoice i WHERE i.customer = customer.id));
CREATE STATISTICS customer_stats (ndistinct, dependencies) ON name, feeling FROM customer;
CREATE STATISTICS "Odd.schema".expressions ON (lower(kind)), at FROM event;

CREATE OPERATOR <+> (LEFTARG = mood, RIGHTARG = mood, FUNCTION = mood_add, COMMUTATOR = <+>);
CREATE CAST (mood AS text) WITH INOUT AS ASSIGNMENT;
CREATE OPERATOR FAMILY billing.odd_ops USING btree;
CREATE FUNCTION odd_cmp(box, box) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 0';
CREATE OPERATOR CLASS box_ops FOR TYPE box USING btree AS
    OPERATOR 1 < , OPERATOR 2 <= , OPERATOR 3 = , OPERATOR 4 >= , OPERATOR 5 > , FUNCTION 1 odd_cmp(box, box);
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION mine (COPY = english);
ALTER TEXT SEARCH CONFIGURATION mine ALTER MAPPING FOR asciiword WITH words, english_stem;
CREATE TEXT SEARCH TEMPLATE plain (LEXIZE = dsimple_lexize, INIT = dsimple_init);
CREATE TEXT SEARCH PARSER tokens (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE FUNCTION plodd_handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE TRUSTED LANGUAGE plodd HANDLER plodd_handler;
CREATE FOREIGN DATA WRAPPER far OPTIONS (debug 'true');
CREATE SERVER there TYPE 'x' VERSION '1.0' FOREIGN DATA WRAPPER far OPTIONS (host 'h', dbname 'it''s');
CREATE USER MAPPING FOR PUBLIC SERVER there OPTIONS ("user" 'me', password 'secret');
CREATE FOREIGN TABLE far_away (id int OPTIONS (column_name 'ID') NOT NULL, t text DEFAULT 'x') SERVER there OPTIONS (table_name 'T');
CREATE PUBLICATION few FOR TABLE customer, billing.invoice WITH (publish = 'insert, update');
CREATE PUBLICATION every FOR ALL TABLES;
CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end';
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION on_ddl();
ALTER EVENT TRIGGER watch DISABLE;
ALTER DEFAULT PRIVILEGES IN SCHEMA billing GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT SELECT, INSERT (name) ON customer TO PUBLIC;
GRANT USAGE ON SCHEMA billing TO PUBLIC;
CREATE TABLE stored (
    a text,
    b text,
    c int
) USING heap2 WITH (fillfactor = 70, toast.autovacuum_enabled = off);
ALTER TABLE stored ALTER a SET STORAGE EXTERNAL, ALTER c SET STATISTICS 500, ALTER c SET (n_distinct = 5);
ALTER TABLE stored REPLICA IDENTITY FULL;
