"""What a manifest means: files, suites, entries, names, conditions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pytest_schema_audit.manifest import ManifestErrors, Manifests, load, load_suite
from pytest_schema_audit.manifest.expectation import (
    Condition,
    Count,
    Expectation,
    IgnoreRule,
    Names,
    Suite,
    TableTraits,
    Text,
    Value,
    Waiver,
)


def suite(folder: Path, text: str, **others: str) -> Suite:
    folder.joinpath("audit.yaml").write_text(f"database: shop\n{text}", "utf-8")
    for name, content in others.items():
        folder.joinpath(f"{name}.yaml").write_text(content, "utf-8")
    return load_suite(folder)


def expectations(folder: Path, text: str) -> tuple[Expectation, ...]:
    return suite(folder, text).files[0].expectations


def only(folder: Path, text: str) -> Expectation:
    (expectation,) = expectations(folder, text)
    return expectation


def in_table(folder: Path, text: str) -> Value:
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    return expectations(folder, f"tables:\n  Order:\n{lines}")[-1].value


def test_column(tmp_path: Path) -> None:
    entries = "tables:\n  Order:\n    columns:\n      dueDate: date not null # when\n"
    entries = entries.replace(" # when", "")
    table, column = expectations(tmp_path, entries)
    assert (table.kind, table.schema, table.table, table.name) == (
        "table",
        "public",
        "Order",
        "Order",
    )
    assert (column.kind, column.schema, column.table, column.name) == (
        "column",
        "public",
        "Order",
        "dueDate",
    )
    assert column.value == Text("date not null")
    assert (column.place.file, column.place.line, column.place.column, column.place.source) == (
        tmp_path / "audit.yaml",
        5,
        7,
        "dueDate: date not null",
    )


@pytest.mark.parametrize(
    ("section", "entry", "value"),
    [
        ("primary key", "[a, B]", Names(("a", "B"))),
        ("primary key", "PRIMARY KEY (a)", Text("PRIMARY KEY (a)")),
        ("uniques", "[a]", Names(("a",))),
        ("uniques", "UNIQUE (a)", Text("UNIQUE (a)")),
        ("uniques", 'btree ("A")', Text('btree ("A")')),
        ("foreign keys", "FOREIGN KEY (a) REFERENCES b(c)", None),
        ("checks", "CHECK (a > 0) NO INHERIT", None),
        ("exclusions", "EXCLUDE USING gist (a WITH =)", None),
        ("indexes", "btree (a DESC) INCLUDE (b) WHERE (c IS NULL)", None),
        (
            "columns",
            "'numeric(10,2) default ''0''::numeric'",
            Text("numeric(10,2) default '0'::numeric"),
        ),
    ],
)
def test_forms(tmp_path: Path, section: str, entry: str, value: Value | None) -> None:
    assert in_table(tmp_path, f"{section}:\n  x: {entry}") == (value or Text(entry))


def test_scalars_are_always_text(tmp_path: Path) -> None:
    enum = only(tmp_path, "enums:\n  E: [NO, on, 1e3, null, ~, 0x1F, 2027-03-01, 'yes', '']\n")
    labels = ("NO", "on", "1e3", "null", "~", "0x1F", "2027-03-01", "yes", "")
    assert enum.value == Names(labels)


def test_block_scalars(tmp_path: Path) -> None:
    folded = "checks:\n  c: >-\n    CHECK (a > 0\n    AND b > 0)"
    assert in_table(tmp_path, folded) == Text("CHECK (a > 0 AND b > 0)")
    literal = "checks:\n  c: |\n    CHECK (a > 0\n    AND b > 0)"
    assert in_table(tmp_path, literal) == Text("CHECK (a > 0\nAND b > 0)\n")


def test_windows_line_ends(tmp_path: Path) -> None:
    text = "database: shop\r\ntables:\r\n  Order:\r\n    columns:\r\n      a: text\r\n"
    tmp_path.joinpath("audit.yaml").write_bytes(text.encode())
    column = load_suite(tmp_path).files[0].expectations[1]
    assert (column.place.line, column.place.source, column.value) == (5, "a: text", Text("text"))


def test_table_traits(tmp_path: Path) -> None:
    table = only(
        tmp_path,
        "tables:\n"
        "  Order:\n"
        "    is: unlogged\n"
        "    row security: enabled, forced\n"
        "    with: {fillfactor: 70, autovacuum_enabled: off}\n"
        '    partition by: RANGE ("createdAt")\n'
        "    partition of: parent FOR VALUES FROM (1) TO (2)\n"
        "    inherits: [a, public.b, other.c]\n"
        "    comment: 'all of them, #1'\n",
    )
    assert table.comment == "all of them, #1"
    assert table.value == TableTraits(
        persistence="unlogged",
        row_security=True,
        force_row_security=True,
        options=(("autovacuum_enabled", "off"), ("fillfactor", "70")),
        partition_by='RANGE ("createdAt")',
        partition_of="parent FOR VALUES FROM (1) TO (2)",
        inherits=("a", "b", "other.c"),
    )


def test_table_without_anything(tmp_path: Path) -> None:
    assert only(tmp_path, "tables: {Order: {}}\n").value == TableTraits()


@pytest.mark.parametrize(
    ("key", "schema", "name"),
    [
        ("Order", "public", "Order"),
        ("billing.Order", "billing", "Order"),
        ("'\"a.b\"'", "public", "a.b"),
        ("'billing.\"a.b\"'", "billing", "a.b"),
        ('\'"a.b"."c""d"\'', "a.b", 'c"d'),
        ("größe", "public", "größe"),
        ('"line\\nbreak"', "public", "line\nbreak"),
        ("a::b", "public", "a::b"),
        ("'x[1]'", "public", "x[1]"),
        ("with space", "public", "with space"),
    ],
)
def test_names_of_tables(tmp_path: Path, key: str, schema: str, name: str) -> None:
    table = only(tmp_path, f"tables:\n  {key}: {{}}\n")
    assert (table.schema, table.table, table.name) == (schema, name, name)


def test_dotted_column_in_sql_quotes(tmp_path: Path) -> None:
    column = expectations(tmp_path, "tables:\n  T:\n    columns:\n      '\"a.b\"': text\n")[1]
    assert column.name == "a.b"


def test_names_in_lists_are_exact(tmp_path: Path) -> None:
    value = in_table(tmp_path, 'primary key:\n  pk: [a.b, \'"q"\', "line\\nbreak"]')
    assert value == Names(("a.b", '"q"', "line\nbreak"))


def test_schema_of_a_file(tmp_path: Path) -> None:
    other = "schema: billing\ntables:\n  A: {}\n  public.B: {}\nenums:\n  E: [x]\nrows: {A: 1}\n"
    loaded = suite(tmp_path, "totals: {tables: 2}\n", other=other)
    found = [(e.kind, e.schema, e.name) for e in loaded.files[1].expectations]
    assert found == [
        ("table", "billing", "A"),
        ("table", "public", "B"),
        ("enum", "billing", "E"),
        ("rows", "billing", "A"),
    ]


def test_type_named_like_a_keyword(tmp_path: Path) -> None:
    text = "tables:\n  T:\n    columns:\n      a: User not null\nenums:\n  User: [a]\n"
    assert expectations(tmp_path, text)[1].value == Text("User not null")


def test_alternatives_by_version(tmp_path: Path) -> None:
    text = (
        "tables:\n  T:\n    indexes:\n      i:\n"
        '        - {is: btree (a), when: "<15", comment: old}\n'
        '        - {is: btree (a) NULLS NOT DISTINCT, when: ">=15,<18"}\n'
        "        - {is: btree (b), when: 18}\n"
    )
    found = expectations(tmp_path, text)[1:]
    assert [(e.name, e.place.line, e.condition, e.comment) for e in found] == [
        ("i", 6, Condition("<15", 0, 14), "old"),
        ("i", 7, Condition(">=15,<18", 15, 17), None),
        ("i", 8, Condition("18", 18, 18), None),
    ]


def test_condition_of_a_table_holds_for_its_entries(tmp_path: Path) -> None:
    text = (
        'tables:\n  T:\n    when: ">=15"\n    columns:\n      a: text\n'
        '      b: {is: text, when: "<17"}\n'
    )
    found = [entry.condition for entry in expectations(tmp_path, text)]
    assert found == [
        Condition(">=15", 15, 999),
        Condition(">=15", 15, 999),
        Condition(">=15,<17", 15, 16),
    ]


@pytest.mark.parametrize(
    ("key", "value", "count"),
    [
        ("totals", "{foreign keys: 26}", Count(26)),
        ("rows", "{Order: 0}", Count(0)),
        ("rows", '{Order: ">=1"}', Count(1, at_least=True)),
    ],
)
def test_figures(tmp_path: Path, key: str, value: str, count: Count) -> None:
    assert only(tmp_path, f"{key}: {value}\n").value == count


def test_sequence(tmp_path: Path) -> None:
    sequence = only(tmp_path, 'sequences:\n  s: bigint start 1 owned by "T".id\n')
    assert (sequence.kind, sequence.table, sequence.value) == (
        "sequence",
        "",
        Text('bigint start 1 owned by "T".id'),
    )


def test_settings(tmp_path: Path) -> None:
    tmp_path.joinpath("seed.sql").touch()
    loaded = suite(
        tmp_path,
        "migrations: {path: ../sql, layout: plain, schema: app, files: [a.sql], "
        "skip: [{file: 3.go, reason: data only}], placeholders: {owner: shop}}\n"
        "postgres: 16   # as in production\n"
        "image: pgvector/pgvector:pg16\n"
        "prelude: [seed.sql]\n"
        "seed: seed.sql\n"
        "schemas: [public, billing]\n"
        "unexpected: {materialized views: allow}\n"
        "aspects: [comments, column-order]\n"
        'files: {billing.yaml: ["Invoice*"]}\n'
        "totals: {tables: 1}\n",
    )
    assert loaded.migrations is not None
    assert loaded.migrations.path == tmp_path.parent / "sql"
    assert loaded.migrations.layout == "plain"
    assert loaded.migrations.options == {
        "schema": "app",
        "files": ("a.sql",),
        "skip": {"3.go": "data only"},
        "placeholders": {"owner": "shop"},
    }
    assert (loaded.database, loaded.postgres, loaded.image) == (
        "shop",
        16,
        "pgvector/pgvector:pg16",
    )
    assert loaded.prelude.files == loaded.seed == (tmp_path / "seed.sql",)
    assert (loaded.schemas, loaded.allowed) == (("public", "billing"), ("materialized views",))
    assert loaded.aspects == ("comments", "column-order")
    assert loaded.file_rules == {"billing.yaml": ("Invoice*",)}


def test_migrations_as_a_path(tmp_path: Path) -> None:
    migrations = suite(tmp_path, "migrations: sql\ntotals: {tables: 1}\n").migrations
    assert migrations is not None
    assert (migrations.path, migrations.layout) == (tmp_path / "sql", "")


def test_ignore_and_waive(tmp_path: Path) -> None:
    loaded = suite(
        tmp_path,
        "totals: {tables: 1}\n"
        "ignore:\n"
        '  - {kind: foreign key, name: "tmp_*", except: "tmp_keep_*", reason: "load #1"}\n'
        "waive:\n"
        '  - {item: "public.T::index.x", reason: later, owner: ann, until: 2027-03-01}\n',
    )
    rule, waiver = loaded.ignore[0], loaded.waivers[0]
    assert rule == IgnoreRule("foreign key", "*", "tmp_*", "tmp_keep_*", "load #1", rule.place)
    assert waiver == Waiver("public.T::index.x", "later", "ann", date(2027, 3, 1), waiver.place)
    assert (rule.place.line, waiver.place.line) == (4, 6)


def test_suites_are_folders(tmp_path: Path) -> None:
    for name in ("a/audit.yaml", "a/part/t.yml", "a/.hidden/t.yaml", "b/audit.yaml", "a/c/db.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        main = f"database: {path.parent.name}\n" if path.stem in {"audit", "db"} else ""
        path.write_text(f"{main}totals: {{{'tables' if main else 'views'}: 1}}\n")
    suites = load([tmp_path])
    assert [(s.database, [str(f.path.relative_to(tmp_path)) for f in s.files]) for s in suites] == [
        ("a", ["a/audit.yaml", "a/part/t.yml"]),
        ("c", ["a/c/db.yaml"]),
        ("b", ["b/audit.yaml"]),
    ]


def test_one_file_is_a_suite(tmp_path: Path) -> None:
    tmp_path.joinpath("docker-compose.yaml").write_text("services: {}\n")
    file = tmp_path / "schema.yaml"
    file.write_text("database: shop\ntotals: {tables: 1}\n")
    assert load([file])[0].main == file


def test_what_can_begin_is_known_before_other_files_are_parsed(tmp_path: Path) -> None:
    (tmp_path / "audit.yaml").write_text("database: shop\nmigrations: ../db\n")
    (tmp_path / "billing.yaml").write_text("tables: {")
    manifests = Manifests([tmp_path])
    (suite,) = manifests.settled()
    assert (suite.database, [file.path.name for file in suite.files]) == (
        "shop",
        ["audit.yaml", "billing.yaml"],
    )
    with pytest.raises(ManifestErrors, match=r"billing\.yaml:1:10"):
        manifests.suites()


def test_a_main_file_by_an_escaped_key_begins_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('"data\\x62ase": shop\ntables: {t: {columns: {a: int}}}\n')
    manifests = Manifests([tmp_path])
    assert [suite.main.name for suite in manifests.settled()] == ["a.yaml"]
    assert [suite.main.name for suite in manifests.suites()] == ["a.yaml"]


@pytest.mark.parametrize("text", ["database: shop\n", "database: [shop\n"])
def test_nothing_begins_where_main_files_have_a_mistake(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text("database: shop\ntables: {t: {columns: {a: int}}}\n")
    (tmp_path / "b.yaml").write_text(text)
    manifests = Manifests([tmp_path])
    assert list(manifests.settled()) == []
    with pytest.raises(ManifestErrors):
        manifests.suites()
