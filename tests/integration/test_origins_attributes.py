"""The statement behind a drift is the one that changed the attribute that differs."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import Different

from ..auditing import audit, failing

CASES = {
    "each attribute of a column by its own statement": (
        "tables: {t: {columns: {a: integer, b: text not null, c: integer, d: integer}}}",
        [
            "CREATE TABLE t (a int, b int, c int, d int);\n"
            "ALTER TABLE t ALTER a TYPE bigint;\n"
            "ALTER TABLE t ALTER a SET STATISTICS 10;\n"
            "ALTER TABLE t ALTER b SET NOT NULL,\n  ALTER c SET NOT NULL,\n  ALTER c SET STORAGE plain;",
            "ALTER TABLE t ALTER b SET DEFAULT 1;\nALTER TABLE t ALTER b SET STATISTICS 10;\n"
            "ALTER TABLE t ADD PRIMARY KEY (d);\nALTER TABLE t ALTER d SET STATISTICS 10;\n",
            "ALTER TABLE t RENAME TO u;\nALTER TABLE u RENAME a TO x;\n"
            "ALTER TABLE u RENAME x TO a;\nALTER TABLE u RENAME TO t;",
        ],
        """\
        public.t::unexpected.constraints 1.sql:3
        public.t::column.a 0.sql:2
        public.t::column.b 1.sql:1
        public.t::column.c 0.sql:5
        public.t::column.d 1.sql:3
        """,
    ),
    "labels, and not the name that the type was given": (
        "enums: {role: [a, b], other: [x]}",
        [
            "CREATE TYPE role AS ENUM ('a', 'b');\nCREATE TYPE other AS ENUM ('y');",
            "CREATE TYPE role_new AS ENUM ('a');\nALTER TYPE role RENAME TO role_old;\n"
            "ALTER TYPE role_new RENAME TO role;\nDROP TYPE role_old;\n"
            "ALTER TYPE other RENAME VALUE 'y' TO 'z';",
        ],
        """\
        enums::enum.role 1.sql:1
        enums::enum.other 1.sql:5
        """,
    ),
    "a trait of a table, and not its owner": (
        "tables: {t: {}, p: {partition by: LIST (a)}, q: {partition of: p DEFAULT}}",
        [
            "CREATE TABLE t ();\nALTER TABLE t ENABLE ROW LEVEL SECURITY;\n"
            "ALTER TABLE t OWNER TO current_user;\n"
            "CREATE TABLE p (a int) PARTITION BY RANGE (a);\nCREATE TABLE q (a int);\n"
            "ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (1) TO (2);\n"
            "GRANT SELECT ON t TO public;",
        ],
        """\
        public.t::table 0.sql:2
        public.p::table 0.sql:4
        public.p::unexpected.columns 0.sql:4
        public.q::table 0.sql:6
        """,
    ),
    "what is there, and not what was done with it": (
        "enums: {e: [a]}",
        [
            "CREATE TYPE e AS ENUM ('a');\nCREATE TABLE t (id serial);\n"
            "ALTER TABLE t OWNER TO current_user;\nALTER TABLE t ENABLE ROW LEVEL SECURITY;\n"
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
            "ALTER FUNCTION f() STABLE;\n"
            "ALTER TABLE t ALTER id DROP DEFAULT;\nALTER SEQUENCE t_id_seq OWNED BY NONE;\n"
            "SELECT setval('t_id_seq', 5);\nCREATE SCHEMA s;\nCREATE VIEW public.v AS SELECT 1;\n"
            "ALTER VIEW public.v SET SCHEMA s;\nCREATE DOMAIN d AS int;\nALTER DOMAIN d RENAME TO r;",
            "CREATE TABLE IF NOT EXISTS t (id int);\nALTER DOMAIN r SET DEFAULT 1;\n"
            "ALTER TABLE t SET (fillfactor = 70);",
        ],
        """\
        database::unexpected.tables 0.sql:2
        database::unexpected.sequences 0.sql:8
        database::unexpected.schemas 0.sql:10
        database::unexpected.views 0.sql:12
        database::unexpected.functions 0.sql:5
        database::unexpected.domains 0.sql:14
        """,
    ),
    "an index under the name that it was given later": (
        "tables: {t: {columns: {a: integer}}}",
        ["CREATE TABLE t (a int);\nCREATE INDEX ON t (abs(a));", "ALTER INDEX t_abs_idx RENAME TO i;"],
        """\
        public.t::unexpected.indexes 1.sql:1
        """,
    ),
    "a key that is an index, and an index that a constraint owns": (
        "tables:\n  t:\n    columns: {a: integer not null, b: integer not null}\n"
        "    uniques: {u: btree (b)}\n    primary key: {p: [a]}",
        [
            "CREATE TABLE t (\n  a int NOT NULL,\n  b int PRIMARY KEY\n);\nCREATE UNIQUE INDEX i ON t (a);\n"
            "ALTER INDEX i RENAME TO u;\nALTER INDEX t_pkey RENAME TO p;",
        ],
        """\
        public.t::unique.u 0.sql:5
        public.t::primary_key.p 0.sql:3
        """,
    ),
    "functions of one name": (
        "functions:\n  f(integer): (integer) RETURNS integer LANGUAGE sql AS 'SELECT 2'\n"
        "  f(character varying[]): (character varying[]) RETURNS integer LANGUAGE sql AS 'SELECT 2'\n",
        [
            "CREATE FUNCTION f(int) RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
            "CREATE FUNCTION f(a varchar[], OUT b int) LANGUAGE sql AS 'SELECT 1';\n"
            "CREATE FUNCTION public.f(int, mood text = '') RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
            "CREATE FUNCTION f(uuid) RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
            "CREATE AGGREGATE total(int4) (SFUNC = int4pl, STYPE = int);\n"
            "CREATE AGGREGATE total(bigint) (SFUNC = int8pl, STYPE = bigint);\n"
            "ALTER FUNCTION f(integer, text) RENAME TO g;\nDROP FUNCTION f(uuid);\n"
            "DROP AGGREGATE total(bigint);",
        ],
        """\
        database::unexpected.functions 0.sql:7
        database::unexpected.aggregates 0.sql:5
        functions::function.f(integer) 0.sql:1
        functions::function.f(character varying%5B%5D) 0.sql:2
        """,
    ),
    "indexes that a number tells apart": (
        "tables: {t: {columns: {a: integer}, indexes: {t_a_idx: btree (b), t_a_idx1: btree (b)}}}",
        ["CREATE TABLE t (a int);\nCREATE INDEX ON t (a);\nCREATE INDEX ON t (a DESC);"],
        """\
        public.t::index.t_a_idx 0.sql:2
        public.t::index.t_a_idx1 0.sql:3
        """,
    ),
    "options of a sequence, a function, a domain, a policy": (
        "sequences: {q: bigint INCREMENT 5}\ndomains: {d: AS integer}\n"
        "functions:\n  f(): () RETURNS integer LANGUAGE sql AS 'SELECT 1'\n"
        "tables: {t: {policies: {p: ON t USING (true)}}}",
        [
            "CREATE SEQUENCE q;\nALTER SEQUENCE q INCREMENT 7;\nALTER SEQUENCE q CACHE 1;\n"
            "ALTER SEQUENCE q RESTART;\nCREATE DOMAIN d AS int;\nALTER DOMAIN d SET DEFAULT 1;\n"
            "ALTER DOMAIN d DROP NOT NULL;\n"
            "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
            "ALTER FUNCTION f() SECURITY DEFINER;\nALTER FUNCTION f() VOLATILE;\n"
            "CREATE TABLE t ();\nCREATE POLICY p ON t USING (true);\n"
            "ALTER POLICY p ON t USING (false);\nALTER POLICY p ON t TO public;",
        ],
        """\
        sequences::sequence.q 0.sql:2
        domains::domain.d 0.sql:6
        functions::function.f() 0.sql:9
        public.t::policy.p 0.sql:13
        """,
    ),
    "grants and owners": (
        "aspects: [privileges]\ntables: {t: {columns: {a: integer}}, u: {columns: {a: integer}}}",
        [
            "CREATE TABLE t (a int);\nCREATE TABLE u (a int);\nGRANT SELECT ON t TO public;\n"
            "ALTER TABLE t SET (fillfactor = 100);\nALTER TABLE t RESET (fillfactor);",
            "GRANT INSERT ON ALL TABLES IN SCHEMA public TO public;\n"
            "REVOKE INSERT ON t FROM public;\nGRANT UPDATE (a) ON u TO public;",
        ],
        """\
        public.t::table 1.sql:2
        public.u::table 1.sql:1
        public.u::column.a 1.sql:3
        """,
    ),
    "columns that come from another table, whatever reads them": (
        "tables: {b: {columns: {id: bigint, n: integer}}, c: {columns: {n: integer}}}\n"
        "unexpected: {tables: allow}",
        [
            "CREATE TABLE a (id int, n text);",
            "CREATE TABLE b (LIKE a);\nCREATE TABLE c AS\n  SELECT n FROM a;\n"
            "INSERT INTO b (id, n) SELECT id, n FROM a;\nUPDATE c SET n = 'id';\n"
            "SELECT id, n FROM b;\nSELECT setval(s, max(id)) FROM b, (VALUES ('id')) AS v (s) GROUP BY s LIMIT 0;",
        ],
        """\
        public.b::column.id 1.sql:1
        public.b::column.n 1.sql:1
        public.c::column.n 1.sql:2
        """,
    ),
    "what a later file only would have done": (
        "tables: {t: {columns: {a: date, b: integer, c: date, d: date, i: integer}}}\n"
        "functions:\n  f(): () RETURNS integer LANGUAGE sql VOLATILE AS 'SELECT 2'\n",
        [
            "CREATE TABLE t (\n  a int,\n  b int DEFAULT 7,\n  c int,\n  d int,\n"
            "  i int GENERATED ALWAYS AS IDENTITY\n);\nALTER TABLE t SET UNLOGGED;\n"
            "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';",
            "DO $$\nBEGIN\n  IF false THEN\n    ALTER TABLE t ALTER a TYPE bigint;\n"
            "    ALTER TABLE t ALTER b SET DEFAULT 8, SET LOGGED;\n    ALTER FUNCTION f() STABLE;\n"
            "    ALTER TABLE t ALTER i SET GENERATED BY DEFAULT;\n  END IF;\nEND $$;\n"
            "DO $$\nBEGIN\n  ALTER TABLE t ALTER c TYPE bigint;\n  RAISE 'x';\n"
            "EXCEPTION WHEN others THEN NULL;\nEND $$;\n\\if false\nALTER TABLE t ALTER d TYPE bigint;\n\\endif",
        ],
        """\
        public.t::table 0.sql:8
        public.t::column.a 0.sql:2
        public.t::column.b 0.sql:3
        public.t::column.c 0.sql:4
        public.t::column.d 0.sql:5
        public.t::column.i 0.sql:6
        functions::function.f() 0.sql:9
        """,
    ),
    "tables that are there, whatever code names them since": (
        "tables: {other: {columns: {a: integer}}}",
        [
            "CREATE TABLE other (a int);\nCREATE TABLE orders (a int);",
            "DO $$\nBEGIN\n  IF NOT EXISTS (\n    SELECT FROM information_schema.columns WHERE table_name = 'orders'\n"
            "      AND column_name = 'b'\n  ) THEN\n    ALTER TABLE orders ADD b int;\n  END IF;\nEND $$;",
            "ALTER TABLE orders ADD c int;\nSELECT 'orders';",
        ],
        """\
        database::unexpected.tables 0.sql:2
        """,
    ),
    "a table that code made in another schema": (
        "tables: {orders: {columns: {a: integer}}}\nunexpected: {schemas: allow}",
        [
            "CREATE TABLE orders (a int);",
            "CREATE SCHEMA s;\nDO $$\nBEGIN\n  EXECUTE format('CREATE TABLE %I.orders (a int)', 's');\nEND $$;",
        ],
        """\
        database::unexpected.tables 1.sql:4
        """,
    ),
    "a table that code made anew": (
        "tables: {other: {columns: {a: integer}}}",
        [
            "CREATE TABLE other (a int);\nCREATE TABLE orders (a int);",
            "DROP TABLE orders;\nDO $$\nBEGIN\n  EXECUTE format('CREATE TABLE %I (a int)', 'orders');\nEND $$;",
        ],
        """\
        database::unexpected.tables 1.sql:4
        """,
    ),
    "what a partition has from its table since it is one": (
        "tables:\n  p: {columns: {id: integer, ts: text}}\n  q: {columns: {id: integer, ts: text}}\n"
        "unexpected: {tables: allow, columns: allow, constraints: allow}",
        [
            "CREATE TABLE pt (id int, ts date) PARTITION BY RANGE (ts);\n"
            "ALTER TABLE pt ALTER id SET STATISTICS 5;\n"
            "CREATE TABLE p (\n  id int,\n  ts date\n);\n"
            "ALTER TABLE pt ATTACH PARTITION p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');\n"
            "CREATE TABLE q PARTITION OF pt FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');",
            "CREATE TABLE other (id int);\nALTER TABLE pt ALTER id SET NOT NULL;\n"
            "ALTER TABLE pt ALTER ts SET STATISTICS 5;",
            "ALTER TABLE pt DETACH PARTITION q;\nALTER TABLE pt ALTER id TYPE integer;",
        ],
        """\
        public.p::table 0.sql:7
        public.p::column.id 1.sql:2
        public.p::column.ts 0.sql:5
        public.q::column.id 1.sql:2
        public.q::column.ts 0.sql:8
        """,
    ),
    "indexes and keys that PostgreSQL made on partitions": (
        "tables:\n  p: {indexes: {p_id_idx: btree (ts)}, primary key: {p_pkey: [ts]}}\n"
        "  q: {indexes: {q_id_idx: btree (ts)}, primary key: {q_pkey: [ts]}}\n"
        "unexpected: {tables: allow, columns: allow}",
        [
            "CREATE TABLE pt (id int NOT NULL, ts date NOT NULL) PARTITION BY RANGE (ts);\n"
            "CREATE TABLE p PARTITION OF pt FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');\n"
            "CREATE INDEX by_id ON pt (id);\nCREATE INDEX only_here ON ONLY pt (id, ts);\n"
            "CREATE TABLE q (id int NOT NULL, ts date NOT NULL);\n"
            "ALTER TABLE pt ATTACH PARTITION q FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');",
            "ALTER TABLE pt ADD CONSTRAINT key PRIMARY KEY (id, ts);",
        ],
        """\
        public.p::table 0.sql:2
        public.p::index.p_id_idx 0.sql:3
        public.p::primary_key.p_pkey 1.sql:1
        public.q::table 0.sql:6
        public.q::index.q_id_idx 0.sql:6
        public.q::primary_key.q_pkey 1.sql:1
        """,
    ),
    "a check that is made anew with the type of a parent's column": (
        "tables: {c: {inherits: [p], columns: {a: bigint}, checks: {k: CHECK (a > 1)}}}\n"
        "unexpected: {tables: allow}",
        [
            "CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0));",
            "CREATE TABLE other ();\nCREATE TABLE c () INHERITS (p);",
            "ALTER TABLE p ADD b int;\nALTER TABLE p ALTER a TYPE bigint;\nCREATE TABLE another ();",
        ],
        """\
        public.c::check.k 1.sql:2
        """,
    ),
    "what children inherit": (
        "tables:\n  c: {inherits: [p], columns: {a: integer, b: text}}\n  g: {columns: {a: text}}\n"
        "  p: {inherits: [g], columns: {a: integer, b: integer}}\nunexpected: {tables: allow}",
        [
            "CREATE TABLE g (a int);\nCREATE TABLE p () INHERITS (g);\nCREATE TABLE c () INHERITS (p);",
            "ALTER TABLE g ALTER a TYPE text;\nALTER TABLE p ADD b integer;\n"
            "CREATE TABLE other (a int, b int);\nALTER TABLE other ALTER a TYPE text;",
        ],
        """\
        public.c::column.a 1.sql:1
        public.c::column.b 1.sql:2
        public.p::column.a 1.sql:1
        """,
    ),
    "a loop that names nothing": (
        "tables: {visit: {columns: {at: timestamp}}, unit: {columns: {n: integer}}}",
        [
            "CREATE TABLE visit (at timestamp);\nCREATE TABLE unit (n int);",
            "CREATE TABLE other (n int);\nDROP TABLE other;\n"
            "DO $$ DECLARE c record; BEGIN\n"
            "  FOR c IN SELECT table_name t, column_name n FROM information_schema.columns\n"
            "    WHERE table_schema = 'public' AND data_type LIKE 'timestamp%' LOOP\n"
            "    EXECUTE format('ALTER TABLE %I ALTER %I TYPE timestamptz', c.t, c.n);\n"
            "  END LOOP;\n"
            "  FOR c IN SELECT oid::regclass AS t FROM pg_class\n"
            "    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP\n"
            "    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.t);\n"
            "  END LOOP;\n"
            "END $$;",
        ],
        """\
        public.visit::table 1.sql:3
        public.visit::column.at 1.sql:3
        public.unit::table 1.sql:3
        """,
    ),
    "names in variables of psql's": (
        "enums: {e: [a]}",
        [
            "CREATE TYPE e AS ENUM ('a');\n\\set kind 'TABLE'\n\\set name one_:kind\n"
            "CREATE TABLE rows (t text);\nCOPY rows FROM stdin;\n\\set name 'it''s :name\n\\.\n"
            "CREATE\n  :kind :\"name\" (\n  a int\n);\nINSERT INTO :\"name\" VALUES (1);\n"
            "DROP TABLE rows;",
        ],
        """\
        database::unexpected.tables 0.sql:8
        """,
    ),
    "a function that is called with a name": (
        "enums: {e: [a]}",
        [
            "CREATE TYPE e AS ENUM ('a');\n"
            "CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql AS $f$ BEGIN\n"
            "  EXECUTE format('CREATE TABLE %I (a int)', name); END $f$;\n"
            "SELECT make('t');\nINSERT INTO t VALUES (1);\nDROP FUNCTION make;",
        ],
        """\
        database::unexpected.tables 0.sql:4
        """,
    ),
    "what stands in another row than the object's own": (
        "tables:\n  t:\n    columns:\n      a: integer not null generated always as identity\n"
        "      b: integer not null generated always as identity\n"
        "    indexes: {i: btree (a), j: btree (b)}\n"
        "views: {v: SELECT a FROM t, w: SELECT a FROM t, x: SELECT a FROM t}",
        [
            "CREATE TABLE t (\n  a int GENERATED ALWAYS AS IDENTITY,\n"
            "  b int GENERATED ALWAYS AS IDENTITY\n);\n"
            "CREATE INDEX i ON t (a);\nCREATE INDEX j ON t (b) WITH (fillfactor = 60);\n"
            "CREATE VIEW v AS SELECT a FROM t;\nCREATE VIEW w AS SELECT a FROM t;\n"
            "CREATE VIEW x AS SELECT a FROM t;\nALTER TABLE t ALTER b SET INCREMENT 2;",
            "ALTER INDEX i SET (fillfactor = 60);\nALTER TABLE t ALTER a SET INCREMENT 2;\n"
            "ALTER VIEW v RENAME a TO b;\nALTER VIEW w ALTER a SET DEFAULT 1;\n"
            "ALTER TABLE t ALTER a RESTART WITH 8;\nALTER TABLE t ALTER b RESTART;\n"
            "ALTER VIEW x RENAME TO y;\nALTER VIEW y RENAME a TO b;\nALTER VIEW y RENAME TO x;",
            "TRUNCATE t;\nGRANT SELECT (b) ON v TO public;\nREINDEX TABLE t;",
        ],
        """\
        public.t::column.a 1.sql:2
        public.t::column.b 0.sql:10
        public.t::index.i 1.sql:1
        public.t::index.j 0.sql:6
        views::view.v 1.sql:3
        views::view.w 1.sql:4
        views::view.x 1.sql:8
        """,
    ),
    "a part that is gone": (
        "tables: {p: {columns: {a: integer}}, c: {inherits: [p], columns: {a: integer}}}\n"
        "domains: {d: integer CONSTRAINT k CHECK (VALUE > 0) CONSTRAINT l CHECK (VALUE > 1)}\n"
        "publications: {one: 'FOR TABLE c, p', two: FOR TABLE c}\n"
        "operator families: {'f USING btree': 'ADD OPERATOR 1 < (integer, integer)'}",
        [
            "CREATE TABLE p (a int);\nCREATE TABLE c (a int) INHERITS (p);\n"
            "CREATE DOMAIN d AS int CONSTRAINT k CHECK (VALUE > 0) CONSTRAINT l CHECK (VALUE > 1);\n"
            "CREATE PUBLICATION one FOR TABLE c, p;\nCREATE PUBLICATION two FOR TABLE c;\n"
            "CREATE OPERATOR FAMILY f USING btree;\n"
            "ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (int, int);",
            "ALTER TABLE c NO INHERIT p;\nALTER DOMAIN d DROP CONSTRAINT k;\n"
            "ALTER PUBLICATION one DROP TABLE p;\nALTER PUBLICATION two RENAME TO three;\n"
            "ALTER PUBLICATION three SET (publish = 'insert');\n"
            "ALTER PUBLICATION three RENAME TO two;\n"
            "ALTER OPERATOR FAMILY f USING btree DROP OPERATOR 1 (int, int);",
            "ALTER TABLE c OWNER TO current_user;\nALTER DOMAIN d VALIDATE CONSTRAINT l;\n"
            "ALTER DOMAIN d SET DEFAULT 1;\nALTER DOMAIN d DROP DEFAULT;\n"
            "ALTER PUBLICATION one OWNER TO current_user;",
        ],
        """\
        public.c::table 1.sql:1
        domains::domain.d 1.sql:2
        publications::publication.one 1.sql:3
        publications::publication.two 1.sql:5
        operator_families::operator_family.f USING btree 1.sql:7
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_made_by(
    case: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    manifest, scripts, expected = CASES[case]
    found = failing(audit(server, tmp_path, f"{manifest}\n", *scripts))
    places = {
        name: verdict.made_by for name, verdict in found.items() if isinstance(verdict, Different)
    }
    assert "".join(f"{name} {place}\n" for name, place in places.items()) == dedent(expected)
