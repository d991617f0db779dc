"""What an update edits: for one change of the schema, the lines of the diff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

import pytest

from pytest_schema_audit.audit import Audited, AuditReport, read_evidence
from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.maintain import ALWAYS, Updated, updated
from pytest_schema_audit.manifest.edits import Removal
from pytest_schema_audit.outline import Outline
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import ItemKey, NotAsked, Same, Verdict
from pytest_schema_audit.verdicts import verdicts
from pytest_schema_audit.waivers import of_migrations, waived
from tests.property.audits import NO_MIGRATIONS, Bench, bench

SCHEMA = """
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE SEQUENCE ticket;
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(99) NOT NULL, note text);
CREATE INDEX customer_note ON customer (note);
CREATE UNIQUE INDEX customer_email ON customer (email);
CREATE TABLE invoice (
    id bigint PRIMARY KEY REFERENCES customer, total numeric(10,2),
    state state, CONSTRAINT sane CHECK (total > 0)
);
"""

MANIFEST = """\
database: shop

# what people read
tables:
  customer:
    columns:
      id: bigint not null
      email: 'VARCHAR(99) NOT NULL'   # 99 is enough
      note: text
    primary key:
      customer_pkey: [id]
    uniques:
      # one mail address, one customer
      customer_email: btree (email)
    indexes:
      customer_note: 'btree ( note )'

  invoice:
    columns: {id: bigint not null, total: 'numeric(10,2)', state: state}
    primary key:
      invoice_pkey: [id]
    foreign keys:
      invoice_id_fkey: FOREIGN KEY (id) REFERENCES customer(id)
    checks:
      sane: CHECK (total > 0)
enums:
  state: [open, paid]
sequences:
  ticket: bigint
"""


@dataclass(frozen=True)
class Shop:
    """A database, a manifest written by hand that agrees with it, and updates of it."""

    opened: Bench

    def change(self, statements: str, manifest: str = MANIFEST) -> None:
        self.opened.make([SCHEMA])
        self.opened.write({"audit.yaml": manifest})
        self.opened.execute([statements])

    def update(self, *selected: str, removing: bool = True) -> Updated:
        """Update what is selected, by the ends of ids; everything if nothing is named."""
        made = self.opened.outline()
        answers = self.answers(made)
        keys = {k for k in answers if not selected or f"{k.node}::{k.name}" in selected}
        assert len(keys) == len(selected or answers), "no such item"
        kinds = (*ALWAYS, Removal) if removing else ALWAYS
        audited = Audited(AuditReport(answers, (), "", ()), self.opened.conninfo)
        return updated(audited, made, NO_MIGRATIONS, keys, kinds)

    def answers(self, made: Outline) -> dict[ItemKey, Verdict]:
        conn = self.opened.conn
        evidence = read_evidence(conn, made, NO_MIGRATIONS)
        found = verdicts(evidence, lambda: nullcontext(conn))
        return waived(found, of_migrations(made), date(2026, 1, 1))

    def drift(self) -> dict[str, Verdict]:
        found = self.answers(self.opened.outline()).items()
        return {f"{k.node}::{k.name}": v for k, v in found if not isinstance(v, Same | NotAsked)}

    def lines(self, done: Updated) -> list[str]:
        """The lines of the diff that go and come."""
        diff = list(done.diff(self.opened.folder))
        return [line for line in diff if line[0] in "+-" and line[:3] not in {"+++", "---"}]


@pytest.fixture(scope="module")
def opened(server: Server) -> Iterator[Bench]:
    with scratch_database(server) as conninfo, bench(conninfo) as made:
        yield made


@pytest.fixture
def shop(opened: Bench) -> Shop:
    return Shop(opened)


@pytest.mark.parametrize(
    ("statements", "lines"),
    [
        ("", []),
        (
            "ALTER TABLE customer ALTER note SET NOT NULL",
            ["-      note: text", "+      note: text not null"],
        ),
        (
            "ALTER TABLE customer ALTER email TYPE varchar(100)",
            [
                "-      email: 'VARCHAR(99) NOT NULL'   # 99 is enough",
                "+      email: 'character varying(100) not null'   # 99 is enough",
            ],
        ),
        (
            "ALTER TABLE invoice ALTER total TYPE numeric(12,2)",
            [
                "-    columns: {id: bigint not null, total: 'numeric(10,2)', state: state}",
                "+    columns: {id: bigint not null, total: 'numeric(12,2)', state: state}",
            ],
        ),
        ("ALTER TABLE customer ADD age int", ["+      age: integer"]),
        (
            "ALTER TABLE customer DROP email",
            [
                "-      email: 'VARCHAR(99) NOT NULL'   # 99 is enough",
                "-    uniques:",
                "-      # one mail address, one customer",
                "-      customer_email: btree (email)",
            ],
        ),
        (
            "ALTER TABLE customer RENAME note TO remark",
            [
                "-      note: text",
                "+      remark: text",
                "-      customer_note: 'btree ( note )'",
                "+      customer_note: 'btree (remark)'",
            ],
        ),
        (
            "ALTER INDEX customer_note RENAME TO note_idx",
            ["-      customer_note: 'btree ( note )'", "+      note_idx: 'btree ( note )'"],
        ),
        (
            "ALTER INDEX customer_email RENAME TO mail",
            ["-      customer_email: btree (email)", "+      mail: btree (email)"],
        ),
        (
            "ALTER TABLE invoice RENAME CONSTRAINT sane TO positive",
            ["-      sane: CHECK (total > 0)", "+      positive: CHECK (total > 0)"],
        ),
        (
            "ALTER TABLE customer RENAME TO client",
            [
                "-  customer:",
                "+  client:",
                "-      invoice_id_fkey: FOREIGN KEY (id) REFERENCES customer(id)",
                "+      invoice_id_fkey: FOREIGN KEY (id) REFERENCES client(id)",
            ],
        ),
        ("ALTER SEQUENCE ticket RENAME TO number", ["-  ticket: bigint", "+  number: bigint"]),
        ("ALTER SEQUENCE ticket CYCLE", ["-  ticket: bigint", "+  ticket: bigint cycle"]),
        (
            "ALTER TYPE state ADD VALUE 'a: b' BEFORE 'paid'",
            ["-  state: [open, paid]", "+  state: [open, 'a: b', paid]"],
        ),
        ("DROP TABLE invoice; ALTER TABLE customer SET UNLOGGED", None),
        (
            "DROP TABLE invoice; DROP SEQUENCE ticket",
            None,
        ),
    ],
)
def test_one_change(shop: Shop, statements: str, lines: list[str] | None) -> None:
    shop.change(statements or "SELECT 1")
    done = shop.update()
    done.write()
    assert done.left == ()
    assert shop.drift() == {}
    if lines is not None:
        assert shop.lines(done) == lines


def test_a_renamed_type_is_a_line_and_those_of_its_columns(shop: Shop) -> None:
    shop.change("ALTER TYPE state RENAME TO invoice_state")
    done = shop.update()
    assert shop.lines(done) == [
        "-    columns: {id: bigint not null, total: 'numeric(10,2)', state: state}",
        "+    columns: {id: bigint not null, total: 'numeric(10,2)', state: invoice_state}",
        "-  state: [open, paid]",
        "+  invoice_state: [open, paid]",
    ]


@pytest.mark.parametrize(
    "selected",
    [
        ("public.customer::index.customer_note",),
        ("public.customer::unexpected.indexes",),
        ("public.customer::index.customer_note", "public.customer::unexpected.indexes"),
    ],
)
def test_either_half_of_a_rename_is_the_rename(shop: Shop, selected: tuple[str, ...]) -> None:
    shop.change("ALTER INDEX customer_note RENAME TO note_idx; DROP SEQUENCE ticket")
    done = shop.update(*selected, removing=False)
    assert shop.lines(done) == [
        "-      customer_note: 'btree ( note )'",
        "+      note_idx: 'btree ( note )'",
    ]
    assert done.left == ()


@pytest.mark.parametrize("selected", ["public.customer::table", "database::unexpected.tables"])
def test_a_renamed_table_brings_its_parts_along(shop: Shop, selected: str) -> None:
    shop.change(
        "ALTER TABLE customer RENAME TO client; ALTER INDEX customer_pkey RENAME TO client_pkey;"
        "CREATE INDEX client_more ON client (id, note); DROP INDEX customer_email;"
        "DROP INDEX customer_note; CREATE INDEX customer_note ON client (note DESC);"
    )
    done = shop.update(selected)
    assert shop.lines(done) == [
        "-  customer:",
        "+  client:",
        "-      customer_pkey: [id]",
        "-    uniques:",
        "-      # one mail address, one customer",
        "-      customer_email: btree (email)",
        "+      client_pkey: [id]",
        "-      customer_note: 'btree ( note )'",
        "+      client_more: btree (id, note)",
        "+      customer_note: 'btree (note DESC)'",
    ]


def test_what_a_renamed_object_has_besides_comes_along(shop: Shop) -> None:
    rules = "rules: {quiet: {is: AS ON DELETE TO customer DO INSTEAD NOTHING}}"
    manifest = MANIFEST.replace("  customer:\n", f"  customer:\n    {rules}\n", 1)
    shop.change(
        "CREATE RULE quiet AS ON DELETE TO customer DO INSTEAD NOTHING;"
        "ALTER RULE quiet ON customer RENAME TO silent; ALTER TABLE customer DISABLE RULE silent;"
        "ALTER INDEX customer_note RENAME TO note_idx; COMMENT ON INDEX note_idx IS 'one';"
        "ALTER TYPE state RENAME TO condition; COMMENT ON TYPE condition IS 'two';"
        "ALTER SEQUENCE ticket RENAME TO number; COMMENT ON SEQUENCE number IS 'three'",
        f"aspects: [comments]\n{manifest}",
    )
    done = shop.update()
    assert shop.lines(done) == [
        "-    rules: {quiet: {is: AS ON DELETE TO customer DO INSTEAD NOTHING}}",
        "+    rules: {silent: {is: AS ON DELETE TO customer DO INSTEAD NOTHING, enabled: disabled}}",
        "-      customer_note: 'btree ( note )'",
        "+      note_idx: {is: 'btree ( note )', comment: one}",
        "-    columns: {id: bigint not null, total: 'numeric(10,2)', state: state}",
        "+    columns: {id: bigint not null, total: 'numeric(10,2)', state: condition}",
        "-  state: [open, paid]",
        "+  condition: {is: [open, paid], comment: two}",
        "-  ticket: bigint",
        "+  number: {is: bigint, comment: three}",
    ]
    done.write()
    assert shop.drift() == {}


def test_a_renamed_table_brings_its_comment_and_grants_along(shop: Shop) -> None:
    shop.change(
        "ALTER TABLE customer RENAME TO client; COMMENT ON TABLE client IS 'pays';"
        "GRANT SELECT ON client TO public",
        f"aspects: [comments, privileges]\n{MANIFEST}",
    )
    done = shop.update()
    assert shop.lines(done) == [
        "-  customer:",
        "+  client:",
        "+    grants: {PUBLIC: SELECT}",
        "+    comment: pays",
        "-      invoice_id_fkey: FOREIGN KEY (id) REFERENCES customer(id)",
        "+      invoice_id_fkey: FOREIGN KEY (id) REFERENCES client(id)",
    ]
    done.write()
    assert shop.drift() == {}


def test_two_that_could_be_it_are_no_rename(shop: Shop) -> None:
    shop.change(
        "DROP INDEX customer_note; CREATE INDEX one ON customer (note);"
        "CREATE INDEX two ON customer (note)"
    )
    assert shop.lines(shop.update()) == [
        "-      customer_note: 'btree ( note )'",
        "+      one: btree (note)",
        "+      two: btree (note)",
    ]


@pytest.mark.parametrize(
    ("statements", "lines"),
    [
        (
            "DROP INDEX customer_note; CREATE UNIQUE INDEX customer_note ON customer (note)",
            [
                "-    indexes:",
                "-      customer_note: 'btree ( note )'",
                "+      customer_note: btree (note)",
            ],
        ),
        (
            "ALTER TABLE customer ADD CONSTRAINT customer_email UNIQUE USING INDEX customer_email",
            [
                "-      customer_email: btree (email)",
                "+      customer_email: UNIQUE (email)",
            ],
        ),
        (
            "ALTER TABLE invoice DROP CONSTRAINT sane;"
            "ALTER TABLE invoice ADD CONSTRAINT sane UNIQUE (total)",
            [
                "+    uniques:",
                "+      sane: UNIQUE (total)",
                "-    checks:",
                "-      sane: CHECK (total > 0)",
            ],
        ),
    ],
)
def test_a_change_of_kind_needs_no_leave_to_remove(
    shop: Shop, statements: str, lines: list[str]
) -> None:
    shop.change(statements)
    done = shop.update(removing=False)
    done.write()
    assert shop.lines(done) == lines
    assert shop.drift() == {}


def test_a_foreign_key_may_have_the_name_of_an_index(shop: Shop) -> None:
    shop.change("CREATE INDEX invoice_id_fkey ON invoice (id, state)")
    shop.update().write()
    assert shop.drift() == {}
    shop.opened.execute(
        ["DROP INDEX invoice_id_fkey; CREATE INDEX invoice_id_fkey ON invoice (total)"]
    )
    done = shop.update()
    assert shop.lines(done) == [
        "-      invoice_id_fkey: btree (id, state)",
        "+      invoice_id_fkey: btree (total)",
    ]


WITH_A_VIEW = f"""\
{MANIFEST}views:
  mails:
    is: SELECT email FROM customer
    columns:
      email: {{is: varchar(99), comment: where to write to}}
"""


def test_a_table_in_the_place_of_a_view_has_its_own_columns(shop: Shop) -> None:
    shop.change("CREATE TABLE mails (email text, at date)", WITH_A_VIEW)
    done = shop.update()
    done.write()
    assert shop.lines(done) == [
        "+",
        "+  mails:",
        "+    columns:",
        "+      email: text",
        "+      at: date",
        "-views:",
        "-  mails:",
        "-    is: SELECT email FROM customer",
        "-    columns:",
        "-      email: {is: varchar(99), comment: where to write to}",
    ]
    assert shop.drift() == {}


def test_a_name_that_an_entry_keeps_is_not_given_twice(shop: Shop) -> None:
    change = "DROP INDEX customer_note; CREATE INDEX customer_note ON invoice (total)"
    shop.change(f"CREATE TABLE mails (email text, at date); {change}", WITH_A_VIEW)
    done = shop.update(removing=False)
    main = shop.opened.folder / "audit.yaml"
    assert shop.lines(done) == []
    assert done.left == (
        f"{main}:16: customer_note: 'btree ( note )' describes nothing any more; "
        "--schema-audit-update-remove removes it",
        f"{main}:31: mails: describes nothing any more; --schema-audit-update-remove removes it",
        "table public.mails: an entry that describes nothing any more has its name; "
        "--schema-audit-update-remove makes room",
        "index public.customer_note: an entry that describes nothing any more has its name; "
        "--schema-audit-update-remove makes room",
    )
    shop.update().write()
    assert shop.drift() == {}


def test_removals_are_only_named_until_they_are_asked_for(shop: Shop) -> None:
    shop.change("DROP INDEX customer_note; DROP SEQUENCE ticket")
    done = shop.update(removing=False)
    main = shop.opened.folder / "audit.yaml"
    assert shop.lines(done) == []
    assert done.left == (
        f"{main}:16: customer_note: 'btree ( note )' describes nothing any more; "
        "--schema-audit-update-remove removes it",
        f"{main}:29: ticket: bigint describes nothing any more; "
        "--schema-audit-update-remove removes it",
    )


def test_only_what_is_selected_is_touched(shop: Shop) -> None:
    shop.change("ALTER TABLE customer ADD age int, ALTER note SET NOT NULL; DROP TABLE invoice")
    done = shop.update("public.customer::column.note")
    assert shop.lines(done) == ["-      note: text", "+      note: text not null"]


def test_the_cause_brings_what_fails_because_of_it(shop: Shop) -> None:
    shop.change("ALTER TABLE customer DROP email")
    done = shop.update("public.customer::column.email")
    done.write()
    assert shop.drift() == {}


FIGURES = (
    MANIFEST + "totals: {tables: 2, indexes: 4, uniques: 1}\nrows: {customer: 0, invoice: '>=0'}\n"
)


def test_totals_and_rows_are_numbers_that_change(shop: Shop) -> None:
    shop.change(
        "CREATE UNIQUE INDEX more ON customer (note); INSERT INTO customer VALUES (1, 'a')", FIGURES
    )
    done = shop.update()
    done.write()
    assert shop.drift() == {}
    assert shop.lines(done)[1:] == [
        "-totals: {tables: 2, indexes: 4, uniques: 1}",
        "-rows: {customer: 0, invoice: '>=0'}",
        "+totals: {tables: 2, indexes: 5, uniques: 2}",
        "+rows: {customer: 1, invoice: '>=0'}",
    ]


def test_rows_follow_their_table(shop: Shop) -> None:
    shop.change("ALTER TABLE customer RENAME TO client; DROP TABLE invoice", FIGURES)
    done = shop.update()
    done.write()
    assert shop.drift() == {}
    assert "+rows: {client: 0}" in shop.lines(done)


CONDITIONAL = MANIFEST.replace(
    "      customer_note: 'btree ( note )'",
    "      customer_note: [{is: btree (note), when: '<14'}, {is: btree (note), when: '>=14'}]\n"
    "      older: {is: btree (id), when: '<14'}",
)


def test_of_several_alternatives_the_one_that_holds_changes(shop: Shop) -> None:
    shop.change(
        "DROP INDEX customer_note; CREATE INDEX customer_note ON customer (note DESC)", CONDITIONAL
    )
    assert shop.lines(shop.update()) == [
        "-      customer_note: [{is: btree (note), when: '<14'}, {is: btree (note), when: '>=14'}]",
        "+      customer_note: [{is: btree (note), when: '<14'}, "
        "{is: 'btree (note DESC)', when: '>=14'}]",
    ]


def test_an_entry_for_other_majors_is_left_to_people(shop: Shop) -> None:
    shop.change("CREATE INDEX older ON customer (id)", CONDITIONAL)
    done = shop.update()
    major = shop.opened.major
    assert shop.lines(done) == []
    assert done.left == (
        f"index public.customer.older: its entry is not for PostgreSQL {major}; add an alternative",
    )


def test_an_object_of_any_kind_gets_an_entry(shop: Shop) -> None:
    shop.change("CREATE CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8")
    done = shop.update()
    done.write()
    assert shop.lines(done)[0] == "+conversions:"
    assert len(shop.lines(done)) == 2
    assert shop.drift() == {}


WAIVED = MANIFEST + (
    "waive:\n"
    "  - {item: 'public.customer::index.customer_note', reason: soon}\n"
    "  - {item: 'public.customer::column.note', reason: over}\n"
    "  - {item: 'public.customer::column.email', reason: late, until: 2025-12-31}\n"
)


def test_a_waived_drift_stays_and_an_expired_one_does_not(shop: Shop) -> None:
    shop.change("DROP INDEX customer_note; ALTER TABLE customer ALTER email DROP NOT NULL", WAIVED)
    done = shop.update()
    assert shop.lines(done) == [
        "-      email: 'VARCHAR(99) NOT NULL'   # 99 is enough",
        "+      email: 'character varying(99)'   # 99 is enough",
    ]
    assert done.left == (
        "column public.customer.note: is as expected, so there is nothing to waive; "
        f"remove the waiver at {shop.opened.folder}/audit.yaml:32",
    )


def test_an_ignore_rule_without_a_match_is_left(shop: Shop) -> None:
    shop.change("SELECT 1", MANIFEST + "ignore: [{kind: index, name: 'tmp_*', reason: tests}]\n")
    assert shop.update().left == (
        "ignore index tmp_*: matches no index of the database; "
        "remove the rule, or mend its pattern",
    )


COMMENTS = MANIFEST.replace("database: shop\n", "database: shop\naspects: [comments]\n")


def test_comments_come_and_go_where_they_count(shop: Shop) -> None:
    shop.change(
        "COMMENT ON TABLE invoice IS 'a: b'; COMMENT ON COLUMN customer.note IS 'x'", COMMENTS
    )
    done = shop.update()
    done.write()
    assert shop.lines(done) == [
        "-      note: text",
        "+      note: {is: text, comment: x}",
        "+    comment: 'a: b'",
    ]
    assert shop.drift() == {}
    shop.opened.execute(
        ["COMMENT ON TABLE invoice IS NULL; COMMENT ON COLUMN customer.note IS NULL"]
    )
    shop.update().write()
    assert shop.drift() == {}


def test_a_comment_changes_and_the_definition_stays_as_written(shop: Shop) -> None:
    manifest = MANIFEST.replace("note: text", "note: {is: TEXT, comment: old}")
    shop.change("COMMENT ON COLUMN customer.note IS 'new'", manifest)
    assert shop.lines(shop.update()) == [
        "-      note: {is: TEXT, comment: old}",
        "+      note: {is: TEXT, comment: new}",
    ]


def test_only_the_trait_that_differs_changes(shop: Shop) -> None:
    manifest = MANIFEST.replace(
        "  customer:\n", "  customer:\n    with: {autovacuum_enabled: off}\n"
    )
    shop.change(
        "ALTER TABLE customer SET (autovacuum_enabled = false); "
        "ALTER TABLE customer ENABLE ROW LEVEL SECURITY",
        manifest,
    )
    assert shop.lines(shop.update()) == ["+    row security: enabled"]


def test_storage_parameters_in_any_order(shop: Shop) -> None:
    shop.change("ALTER TABLE customer SET (toast.autovacuum_enabled = off, fillfactor = 70)")
    done = shop.update()
    done.write()
    assert shop.lines(done) == ["+    with: {fillfactor: 70, toast.autovacuum_enabled: 'off'}"]
    assert shop.drift() == {}


EXCLUDING = """\
database: shop
tables:
  room:
    columns: {during: tsrange, shape: circle, taken: boolean}
    exclusions:
      free: EXCLUDE USING gist (during WITH &&) WHERE (taken) DEFERRABLE
      spot: exclude using gist (shape with &&, (during * during) with &&) with (fillfactor = 80)
"""


def test_an_exclusion_gets_storage_parameters(shop: Shop) -> None:
    shop.opened.make(
        [
            "CREATE TABLE room (during tsrange, shape circle, taken boolean,"
            " CONSTRAINT free EXCLUDE USING gist (during WITH &&) WHERE (taken) DEFERRABLE,"
            " CONSTRAINT spot EXCLUDE USING gist (shape WITH &&, (during * during) WITH &&)"
            " WITH (fillfactor = 80))",
            "ALTER INDEX free SET (fillfactor = 70, buffering = off)",
            "ALTER INDEX spot SET (fillfactor = 90)",
        ]
    )
    shop.opened.write({"audit.yaml": EXCLUDING})
    done = shop.update()
    done.write()
    assert done.left == ()
    assert shop.lines(done) == [
        "-      free: EXCLUDE USING gist (during WITH &&) WHERE (taken) DEFERRABLE",
        "-      spot: exclude using gist (shape with &&, (during * during) with &&)"
        " with (fillfactor = 80)",
        "+      free: EXCLUDE USING gist (during WITH &&)"
        " WITH (fillfactor='70', buffering=off) WHERE (taken) DEFERRABLE",
        "+      spot: EXCLUDE USING gist (shape WITH &&, ((during * during)) WITH &&)"
        " WITH (fillfactor='90')",
    ]
    assert shop.drift() == {}


ORDERED = """\
database: shop
aspects: [column-order]
unexpected: {tables: allow, sequences: allow, enums: allow}
tables:
  pair:
    columns:
      a: integer
      m: integer
"""


def test_a_new_column_is_the_last_one_where_order_counts(shop: Shop) -> None:
    shop.change("CREATE TABLE pair (a int, m int); ALTER TABLE pair ADD b int", ORDERED)
    done = shop.update()
    done.write()
    assert shop.lines(done) == ["+      b: integer"]
    assert shop.drift() == {}


def test_a_name_in_sql_quotes_takes_its_place_too(shop: Shop) -> None:
    shop.change('CREATE TABLE pair (a int, m int); ALTER TABLE pair ADD "_._" int', ORDERED)
    done = shop.update()
    done.write()
    assert shop.lines(done) == ["""+      '"_._"': integer"""]
    assert shop.drift() == {}


def test_columns_change_places_where_order_counts(shop: Shop) -> None:
    shop.change("CREATE TABLE pair (m int, a int)", ORDERED)
    done = shop.update()
    done.write()
    assert shop.lines(done) == ["+      m: integer", "-      m: integer"]
    assert shop.drift() == {}


def test_a_new_column_stands_where_its_table_has_it(shop: Shop) -> None:
    sql = "CREATE TABLE up (b int); CREATE TABLE pair (a int, m int) INHERITS (up)"
    manifest = ORDERED.replace("pair:", "pair:\n    inherits: [up]")
    shop.change(f"{sql}; ALTER TABLE pair ALTER b SET DEFAULT 1", manifest)
    done = shop.update()
    done.write()
    assert shop.lines(done) == ["+      b: integer default 1"]
    assert shop.drift() == {}


HOMES = """\
database: shop
tables:
  pair:
    columns: {a: integer}
  other.pair:
    columns: {a: integer}
"""
PAIR = "  pair:\n    columns: {a: integer}\n"
PAIRS = "CREATE SCHEMA other; CREATE TABLE pair (a int); CREATE TABLE other.pair (a int)"


def test_a_schema_that_is_left_empty_gets_an_entry(shop: Shop) -> None:
    shop.change(PAIRS, HOMES + "unexpected: {tables: allow, sequences: allow, enums: allow}\n")
    shop.opened.execute(["DROP TABLE other.pair"])
    done = shop.update()
    done.write()
    assert shop.lines(done) == [
        "+schemas:",
        "+  other: {}",
        "-  other.pair:",
        "-    columns: {a: integer}",
    ]
    assert shop.drift() == {}
    shop.opened.execute(["DROP SCHEMA other"])
    shop.update().write()
    assert shop.drift() == {}


def test_a_schema_that_the_suite_is_limited_to_needs_none(shop: Shop) -> None:
    shop.change(PAIRS, "schemas: [other]\n" + HOMES.replace(PAIR, ""))
    assert shop.drift() == {}
    shop.opened.execute(["DROP TABLE other.pair"])
    done = shop.update()
    assert shop.lines(done) == ["-tables:", "-  other.pair:", "-    columns: {a: integer}"]
    assert done.left == ()


CHILD = """\
schema: other
tables:
  kid:
    inherits: [pair]
    columns: {own: integer}
"""


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("ALTER TABLE other.pair RENAME TO duo", "+    inherits: [duo]"),
        (
            "ALTER TABLE other.kid NO INHERIT other.pair, INHERIT pair",
            "+    inherits: [public.pair]",
        ),
    ],
)
def test_a_parent_is_named_as_the_file_names_tables(shop: Shop, change: str, line: str) -> None:
    shop.change(PAIRS + "; CREATE TABLE other.kid (own int) INHERITS (other.pair)")
    opened = "unexpected: {tables: allow, sequences: allow, enums: allow}\n"
    shop.opened.write({"audit.yaml": HOMES + opened, "other.yaml": CHILD})
    assert shop.drift() == {}
    shop.opened.execute([change])
    done = shop.update()
    done.write()
    assert line in shop.lines(done)
    assert shop.drift() == {}


RULES = MANIFEST.replace(
    "database: shop\n", "database: shop\nfiles: {billing.yaml: ['Invoice*', 'pay*']}\n"
)


def test_a_new_table_goes_to_the_file_its_rule_names(shop: Shop) -> None:
    shop.change("CREATE TABLE payment (id int PRIMARY KEY); CREATE TABLE other (a int)", RULES)
    done = shop.update()
    done.write()
    assert sorted(path.name for path in done.files) == ["audit.yaml", "billing.yaml"]
    assert (shop.opened.folder / "billing.yaml").read_text() == (
        "tables:\n  payment:\n    columns:\n      id: integer not null\n"
        "    primary key:\n      payment_pkey: [id]\n"
    )
    assert shop.drift() == {}
