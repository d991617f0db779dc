from __future__ import annotations

import pytest

from pytest_schema_audit.manifest.fragments import FragmentKind, parse
from pytest_schema_audit.referenced import key_columns, referenced_columns, referenced_table


@pytest.mark.parametrize(
    ("kind", "sql", "columns"),
    [
        ("primary_key", 'PRIMARY KEY (a, "B") INCLUDE (c)', {"a", "B", "c"}),
        ("unique", "UNIQUE NULLS NOT DISTINCT (a)", {"a"}),
        ("unique", "btree (a, lower(b)) INCLUDE (c) WHERE (d > 0)", {"a", "b", "c", "d"}),
        ("foreign_key", "FOREIGN KEY (a) REFERENCES t(x)", {"a"}),
        ("foreign_key", "FOREIGN KEY (a, PERIOD p) REFERENCES t(x, PERIOD q)", {"a", "p"}),
        ("check", "CHECK ((a > 0) AND (item.b <> 'c'::text))", {"a", "b"}),
        ("check", "CHECK (true)", set()),
        ("exclusion", "EXCLUDE USING gist (a WITH &&, lower(b) WITH =) WHERE (c)", {"a", "b", "c"}),
        ("index", "gin (to_tsvector('english'::regconfig, body))", {"body"}),
        ("index", 'btree (A, "A")', {"a", "A"}),
    ],
)
def test_columns_of_its_own_table(kind: FragmentKind, sql: str, columns: set[str]) -> None:
    assert referenced_columns(parse(kind, sql)) == columns


@pytest.mark.parametrize(
    ("sql", "columns"),
    [("PRIMARY KEY (a, b) INCLUDE (c)", {"a", "b"}), ('PRIMARY KEY ("A")', {"A"})],
)
def test_columns_of_the_key_itself(sql: str, columns: set[str]) -> None:
    assert key_columns(parse("primary_key", sql)) == columns


@pytest.mark.parametrize(
    ("sql", "target"),
    [
        ("FOREIGN KEY (a) REFERENCES t", ("", "t", frozenset())),
        ('FOREIGN KEY (a) REFERENCES s."T"(x, "Y")', ("s", "T", frozenset({"x", "Y"}))),
    ],
)
def test_what_a_foreign_key_refers_to(sql: str, target: tuple[str, str, frozenset[str]]) -> None:
    assert referenced_table(parse("foreign_key", sql)) == target
