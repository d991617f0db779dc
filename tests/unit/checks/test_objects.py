from __future__ import annotations

import pytest

from pytest_schema_audit.checks.objects import Found, objects
from pytest_schema_audit.model import Enum, SchemaObject
from tests.unit.checks.values import column, constraint, index, sequence, snapshot, table

WHERE = ("public", "item")


@pytest.mark.parametrize(
    ("found", "label"),
    [
        (Found("table", "public", "", "item"), "table public.item"),
        (Found("foreign key", "public", "item", "fk"), "foreign key public.item.fk"),
        (Found("extension", "", "", "citext"), "extension citext"),
    ],
)
def test_the_label(found: Found, label: str) -> None:
    assert found.label == label


def test_every_object_counts_once_in_each_of_its_kinds() -> None:
    read = snapshot(
        tables={WHERE: table()},
        columns={WHERE: {"a": column()}},
        indexes={
            WHERE: {
                "pk": index(name="pk", unique=True, constraint="p"),
                "u": index(name="u", unique=True, constraint="u"),
                "bare": index(name="bare", unique=True),
                "i": index(),
                "x": index(name="x", constraint="x"),
            }
        },
        constraints={
            WHERE: {
                name: constraint("", type_, name=name)
                for name, type_ in (("pk", "p"), ("u", "u"), ("f", "f"), ("c", "c"), ("x", "x"))
            }
        },
        enums={("public", "mood"): Enum("public", "mood", (), comment=None, xid=0)},
        sequences={("public", "s"): sequence("bigint")},
        objects={
            ("view", "public", "", "v"): SchemaObject(
                "view", "public", "", "v", "SELECT 1", "", comment=None, xid=0
            )
        },
    )
    assert sorted(f"{found.kind} {found.name}" for found in objects(read)) == [
        "check c",
        "column a",
        "enum mood",
        "exclusion x",
        "foreign key f",
        "index bare",
        "index i",
        "index pk",
        "index u",
        "index x",
        "primary key pk",
        "sequence s",
        "table item",
        "unique bare",
        "unique u",
        "view v",
    ]


def test_clones_are_indexes_and_nothing_else() -> None:
    read = snapshot(
        tables={WHERE: table()},
        indexes={WHERE: {"u": index(name="u", unique=True, constraint="u", clone=True)}},
        constraints={WHERE: {"f": constraint("", "f", name="f", clone=True)}},
    )
    assert [found.kind for found in objects(read)] == ["table", "index"]
