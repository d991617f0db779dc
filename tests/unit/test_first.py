"""Which files a first manifest has, and what its main file says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pytest_schema_audit.first import MAIN, SCHEMA_FILE, Origin, first_files, needed
from pytest_schema_audit.manifest.expectation import Expectation, Kind, Place, TableTraits, Text
from pytest_schema_audit.manifest.files import manifest_files
from pytest_schema_audit.model import Snapshot

EMPTY = Snapshot(16, {}, {}, {}, {}, {}, {}, {}, frozenset())


def table(schema: str, name: str) -> Expectation:
    return Expectation("table", schema, name, name, TableTraits(), Place(Path(), 0, 0))


def names(*tables: tuple[str, str], split: str = "schema") -> list[str]:
    files = first_files([table(*one) for one in tables], EMPTY, Origin("shop"), split)
    first, *others, last = files
    assert (first, last) == (MAIN, SCHEMA_FILE)
    return others


def main(snapshot: Snapshot, origin: Origin) -> list[str]:
    """The lines of the main file below the modeline."""
    return first_files([], snapshot, origin, "schema")[MAIN].splitlines()[1:]


def test_a_file_for_each_schema() -> None:
    assert names(("public", "a"), ("billing", "b"), ("public", "c")) == [
        "public.yaml",
        "billing.yaml",
    ]


def test_a_file_for_each_table() -> None:
    assert names(("public", "a"), ("billing", "a"), split="table") == ["a.yaml", "billing.a.yaml"]


def test_names_that_differ_only_in_case_get_files_that_differ() -> None:
    assert names(("public", "User"), ("public", "user"), split="table") == [
        "User.yaml",
        "user-2.yaml",
    ]


def test_a_table_called_audit_gets_another_file() -> None:
    assert names(("public", "Audit"), split="table") == ["Audit-2.yaml"]


@pytest.mark.parametrize("name", [".hidden", "..", "-rf", "a/b", "a\\b", "a\nb", "nul\x7f", " "])
def test_every_file_is_one_that_is_read(name: str, tmp_path: Path) -> None:
    (file,) = names(("public", name), split="table")
    path = tmp_path / file
    path.write_text("")
    assert manifest_files([tmp_path]) == [path]
    assert not file.startswith("-")


def test_letters_of_every_language_stay() -> None:
    assert names(("public", "Größe"), split="table") == ["Größe.yaml"]


def test_what_the_main_file_says() -> None:
    origin = Origin("my: shop", "../db/migrations", "plain", ("comments",))
    assert main(EMPTY, origin) == [
        "database: 'my: shop'",
        "migrations:",
        "  path: '../db/migrations'",
        "  layout: plain",
        "postgres: 16",
        "aspects: [comments]",
    ]


def entry(kind: Kind, schema: str, name: str, text: str = "") -> Expectation:
    return Expectation(kind, schema, "", name, Text(text), Place(Path(), 0, 0))


SEQUENCE = entry("sequence", "stock", "s", "bigint")


@pytest.mark.parametrize(
    "implied",
    [
        entry("schema", "", "public"),
        entry("schema", "", "stock"),
        entry("extension", "", "plpgsql", "SCHEMA pg_catalog VERSION '1.0'"),
        entry("default_privilege", "stock", "FOR ROLE app ON TABLES"),
    ],
)
def test_what_comes_with_something_else_needs_no_entry(implied: Expectation) -> None:
    assert needed([SEQUENCE, implied], ()) == (SEQUENCE,)
    unusual = replace(implied, aspects=(("owner", "app"),))
    assert len(needed([SEQUENCE, unusual], ("owners",))) == 2


def test_an_empty_schema_is_described() -> None:
    alone = entry("schema", "", "alone")
    assert needed([SEQUENCE, alone], ()) == (SEQUENCE, alone)


@pytest.mark.parametrize(
    ("aspects", "text"),
    [((), "SCHEMA public"), (("versions",), "SCHEMA public VERSION '1.3'")],
)
def test_versions_are_described_where_they_are_asked_for(
    aspects: tuple[str, ...], text: str
) -> None:
    found = entry("extension", "", "pgcrypto", "SCHEMA public VERSION '1.3'")
    assert needed([found], aspects) == (replace(found, value=Text(text)),)


def test_objects_outside_schemas_are_in_the_main_file() -> None:
    found = entry("extension", "", "pgcrypto", "SCHEMA public")
    files = first_files([found], EMPTY, Origin("shop"), "schema")
    assert files[MAIN].endswith("extensions:\n  pgcrypto: SCHEMA public\n")
    assert set(files) == {MAIN, SCHEMA_FILE}
