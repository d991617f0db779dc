"""Every failing item says which statement made, changed, dropped or renamed its object."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.outline import outline
from pytest_schema_audit.report.failure import failure_text
from pytest_schema_audit.report.writer import Writer
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import CannotTell, Different

from ..auditing import audit

MADE = """\
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL);
CREATE TABLE invoice (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL
        CONSTRAINT invoice_customer_fkey REFERENCES customer (id),
    total numeric(10,2) NOT NULL DEFAULT 0,
    state state NOT NULL
);
CREATE INDEX invoice_state_idx
    ON invoice (state);
"""

MANIFEST = """\
totals: {indexes: 3}
tables:
  customer:
    columns: {id: bigint not null, email: text not null}
    primary key: {customer_pkey: [id]}
  invoice:
    columns:
      id: bigint not null
      customer_id: bigint not null
      total: numeric(10,2) not null default 0
      state: state not null
    primary key: {invoice_pkey: [id]}
    foreign keys:
      invoice_customer_fkey: FOREIGN KEY (customer_id) REFERENCES customer(id)
    indexes: {invoice_state_idx: btree (state)}
enums:
  state: [open, paid]
"""


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(server: Server, folder: Path, *changes: str, more: str = "") -> str:
    """Ids and texts of all items that fail."""
    report = audit(server, folder, f"{MANIFEST}{more}", MADE, *changes)
    names = [str(number) for number in range(len(changes) + 1)]
    items = outline(load_suite(folder / "manifest.yaml"), names).items()
    texts = [
        f"{item.key.node}::{item.key.name}\n{failure_text(item, verdict, Writer(folder))}\n"
        for item in items
        if isinstance(verdict := report.verdicts[item.key], Different | CannotTell)
    ]
    return "".join(texts)


CASES = {
    "the type, by a later ALTER among others, and not by what touched the table since": (
        (
            "",
            "ALTER TABLE customer ADD note text;\n"
            "ALTER TABLE customer DROP note;\n"
            "ALTER TABLE invoice\n"
            "  ALTER id SET STATISTICS 10,\n"
            "  ALTER total TYPE double precision;\n",
            "CREATE TABLE other (id bigint REFERENCES invoice);\nDROP TABLE other;\n",
        ),
        """\
        public.invoice::column.total
        column public.invoice.total: expected numeric(10,2), found double precision
          expected  manifest.yaml:11   total: numeric(10,2) not null default 0
          found     double precision not null default 0
          made by   2.sql:5
        """,
    ),
    "a default has a row of its own": (
        (
            "ALTER TABLE invoice ALTER id SET DEFAULT 1;",
            "\nALTER TABLE invoice ALTER id SET STATISTICS 10;",
        ),
        """\
        public.invoice::column.id
        column public.invoice.id: default: expected none, found 1
          expected  manifest.yaml:9   id: bigint not null
          found     bigint not null default 1
          made by   1.sql:1
        """,
    ),
    "a rebuilt index is not changed": (
        (
            "DROP INDEX invoice_state_idx;\nCREATE INDEX invoice_state_idx ON invoice (id);",
            "ALTER TABLE invoice ALTER id TYPE bigint USING id + 1;\nREINDEX TABLE invoice;",
        ),
        """\
        public.invoice::index.invoice_state_idx
        index public.invoice.invoice_state_idx: columns: expected (state), found (id)
          expected  manifest.yaml:16   invoice_state_idx: btree (state)
          found     btree (id)
          made by   1.sql:2
        """,
    ),
    "a foreign key made anew": (
        (
            "ALTER TABLE invoice DROP CONSTRAINT invoice_customer_fkey;\n"
            "ALTER TABLE invoice\n"
            "  ADD CONSTRAINT invoice_customer_fkey\n"
            "  FOREIGN KEY (customer_id) REFERENCES customer ON DELETE CASCADE;",
        ),
        """\
        public.invoice::foreign_key.invoice_customer_fkey
        foreign key public.invoice.invoice_customer_fkey: on delete: expected NO ACTION, found CASCADE
          expected  manifest.yaml:15   invoice_customer_fkey: FOREIGN KEY (customer_id) REFERENCES customer(id)
          found     FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
          made by   1.sql:3
        """,
    ),
    "a label of an enum": (
        ("\nALTER TYPE state ADD VALUE 'lost';", "ALTER TABLE invoice ADD n int;\nALTER TABLE invoice DROP n;"),
        """\
        enums::enum.state
        enum public.state: label: expected none, found lost
          expected  manifest.yaml:18   state: [open, paid]
          found     [open, paid, lost]
          made by   1.sql:2
        """,
    ),
    "a table's trait, though its row moves with every foreign key to it": (
        (
            "ALTER TABLE customer ENABLE ROW LEVEL SECURITY;",
            "CREATE TABLE z (c bigint REFERENCES customer);\nDROP TABLE z;\nANALYZE customer;",
        ),
        """\
        public.customer::table
        table public.customer: row security: expected disabled, found enabled
          expected  manifest.yaml:4   customer:
          found     row security: enabled
          made by   1.sql:1
        """,
    ),
    "one unexpected object of each kind": (
        (
            "CREATE TABLE extra ();\n"
            "CREATE VIEW seen AS SELECT 1;\n"
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "ALTER TABLE invoice\n  ADD CHECK (id > 0),\n  ADD note text;\n"
            "CREATE TRIGGER t BEFORE UPDATE ON invoice\n"
            "  EXECUTE FUNCTION suppress_redundant_updates_trigger();",
        ),
        """\
        database::unexpected.tables
        unexpected tables: found table public.extra, which no entry describes
          expected  manifest.yaml:1
          found     table public.extra
          made by   1.sql:1
        database::unexpected.views
        unexpected views: found view public.seen, which no entry describes
          expected  manifest.yaml:1
          found     view public.seen
          made by   1.sql:2
        database::unexpected.functions
        unexpected functions: found function public.f(), which no entry describes
          expected  manifest.yaml:1
          found     function public.f()
          made by   1.sql:3
        database::unexpected.triggers
        unexpected triggers: found trigger public.invoice.t, which no entry describes
          expected  manifest.yaml:1
          found     trigger public.invoice.t
          made by   2.sql:4
        public.invoice::unexpected.columns
        unexpected columns of public.invoice: found column public.invoice.note, which no entry describes
          expected  manifest.yaml:7   invoice:
          found     column public.invoice.note
          made by   2.sql:3
        public.invoice::unexpected.constraints
        unexpected constraints of public.invoice: found check public.invoice.invoice_id_check, which no entry describes
          expected  manifest.yaml:7   invoice:
          found     check public.invoice.invoice_id_check
          made by   2.sql:2
        """,
    ),
    "several unexpected objects, each with its own statement": (
        (
            "CREATE INDEX a ON invoice (id);",
            "\nCREATE INDEX with_a_long_name ON invoice (id);",
        ),
        """\
        database::total.indexes
        total indexes: expected 3, found 5
          expected  manifest.yaml:2   indexes: 3
          found     5
          namely    index public.invoice.a                  1.sql:1
                    index public.invoice.with_a_long_name   2.sql:2
        public.invoice::unexpected.indexes
        unexpected indexes of public.invoice: found 2 objects that no entry describes
          expected  manifest.yaml:7   invoice:
          found     index public.invoice.a                  1.sql:1
                    index public.invoice.with_a_long_name   2.sql:2
        """,
    ),
    "what was dropped": (
        (
            "ALTER TABLE invoice\n"
            "  DROP CONSTRAINT invoice_customer_fkey,\n  DROP COLUMN total;\n"
            "ALTER TABLE customer DROP CONSTRAINT customer_pkey;",
        ),
        """\
        database::total.indexes
        total indexes: expected 3, found 2
          expected  manifest.yaml:2   indexes: 3
          found     2
          hint      missing: index public.customer.customer_pkey
        public.customer::primary_key.customer_pkey
        primary key public.customer.customer_pkey: is missing
          expected  manifest.yaml:6   customer_pkey: [id]
          found     nothing
          hint      dropped by 1.sql:4
        public.customer::index.customer_pkey
        index public.customer.customer_pkey: primary key public.customer.customer_pkey is missing; \
see manifest.yaml::public.customer::primary_key.customer_pkey
        public.invoice::column.total
        column public.invoice.total: is missing
          expected  manifest.yaml:11   total: numeric(10,2) not null default 0
          found     nothing
          hint      dropped by 1.sql:3
        public.invoice::foreign_key.invoice_customer_fkey
        foreign key public.invoice.invoice_customer_fkey: is missing
          expected  manifest.yaml:15   invoice_customer_fkey: FOREIGN KEY (customer_id) REFERENCES customer(id)
          found     nothing
          hint      dropped by 1.sql:1
        """,
    ),
    "what was renamed": (
        ("", "ALTER TABLE customer RENAME email TO mail;"),
        """\
        public.customer::unexpected.columns
        unexpected columns of public.customer: found column public.customer.mail, which no entry describes
          expected  manifest.yaml:4   customer:
          found     column public.customer.mail
          made by   2.sql:1
        public.customer::column.email
        column public.customer.email: is missing
          expected  manifest.yaml:5   email: text not null
          found     nothing
          hint      the same definition exists as mail: was it renamed?
          hint      renamed to mail by 2.sql:1
        """,
    ),
    "what a DO block did, at the line that names it": (
        (
            "DO $$ BEGIN\n"
            "  EXECUTE 'ALTER TABLE invoice ALTER total TYPE integer';\n"
            "END $$;\n"
            "CREATE TABLE extra ();",
        ),
        """\
        database::unexpected.tables
        unexpected tables: found table public.extra, which no entry describes
          expected  manifest.yaml:1
          found     table public.extra
          made by   1.sql:4
        public.invoice::column.total
        column public.invoice.total: expected numeric(10,2), found integer
          expected  manifest.yaml:11   total: numeric(10,2) not null default 0
          found     integer not null default 0
          made by   1.sql:2
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_whole_texts(case: str, server: Server, tmp_path: Path) -> None:
    changes, texts = CASES[case]
    assert said(server, tmp_path, *changes) == dedent(texts)


def test_what_no_migration_did(server: Server, tmp_path: Path) -> None:
    (tmp_path / "seed.sql").write_text(
        "ALTER TABLE invoice ALTER total TYPE integer; CREATE TABLE extra ();"
    )
    assert said(server, tmp_path, more="seed: seed.sql\n") == dedent("""\
        database::unexpected.tables
        unexpected tables: found table public.extra, which no entry describes
          expected  manifest.yaml:1
          found     table public.extra
          made by   no migration
        public.invoice::column.total
        column public.invoice.total: expected numeric(10,2), found integer
          expected  manifest.yaml:11   total: numeric(10,2) not null default 0
          found     integer not null default 0
          made by   no migration
        """)


def test_dropped_table_once(server: Server, tmp_path: Path) -> None:
    found = said(server, tmp_path, "", "DROP TABLE invoice;")
    assert found.count("dropped by 2.sql:1") == 1
    assert (
        found.count("table public.invoice is missing; see manifest.yaml::public.invoice::table")
        == 8
    )


def test_comment_is_from_the_statement_that_made_it(server: Server, tmp_path: Path) -> None:
    text = said(
        server,
        tmp_path,
        "COMMENT ON TABLE customer IS 'early';\n"
        "COMMENT ON COLUMN customer.email IS 'where to write';\n"
        "COMMENT ON TABLE invoice IS 'of another one';\n"
        "ALTER TABLE invoice RENAME TO bill;\n"
        "COMMENT ON CONSTRAINT invoice_customer_fkey ON bill IS 'whose';\n",
        "ALTER TABLE bill RENAME TO invoice;\nCOMMENT ON TABLE customer IS 'late';\n"
        "COMMENT ON TYPE state IS 'how far';\n",
        "ALTER TABLE customer ALTER email SET STATISTICS 10;\nALTER TYPE state ADD VALUE 'gone';\n",
        more="aspects: [comments]\n",
    )
    assert text == dedent("""\
        public.customer::table
        table public.customer: comment: expected none, found late
          expected  manifest.yaml:4   customer:
          found     late
          made by   2.sql:2
        public.customer::column.email
        column public.customer.email: comment: expected none, found where to write
          expected  manifest.yaml:5   email: text not null
          found     where to write
          made by   1.sql:2
        public.invoice::table
        table public.invoice: comment: expected none, found of another one
          expected  manifest.yaml:7   invoice:
          found     of another one
          made by   1.sql:3
        public.invoice::foreign_key.invoice_customer_fkey
        foreign key public.invoice.invoice_customer_fkey: comment: expected none, found whose
          expected  manifest.yaml:15   invoice_customer_fkey: FOREIGN KEY (customer_id) REFERENCES customer(id)
          found     whose
          made by   1.sql:5
        enums::enum.state
        enum public.state: label and comment differ
          expected  manifest.yaml:18   state: [open, paid]
          found     [open, paid, gone]
          differs   label: expected none, found gone
                    comment: expected none, found how far
          made by   3.sql:2
        """)
