"""Which files a first manifest has, and what its main file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.first import MAIN, SCHEMA_FILE, Origin, first_files
from pytest_schema_audit.manifest.expectation import Expectation, Place, TableTraits
from pytest_schema_audit.manifest.files import manifest_files
from pytest_schema_audit.model import Other, Snapshot

EMPTY = Snapshot(16, {}, {}, {}, {}, {}, {}, (), frozenset())


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


def test_only_kinds_that_are_there_are_left_open() -> None:
    others = (
        Other("view", "public", "v", 1),
        Other("view", "public", "w", 1),
        Other("schema", "", "alone", 1),
    )
    snapshot = Snapshot(16, {}, {}, {}, {}, {}, {}, others, frozenset())
    assert main(snapshot, Origin("shop"))[-3:] == [
        "unexpected:",
        "  schemas: allow",
        "  views: allow",
    ]


def test_a_schema_of_described_objects_needs_no_leave() -> None:
    sequence = {("stock", "s"): None}
    others = (Other("schema", "", "stock", 1),)
    snapshot = Snapshot(16, {}, {}, {}, {}, {}, sequence, others, frozenset())  # type: ignore[arg-type]
    assert main(snapshot, Origin("shop")) == ["database: shop", "postgres: 16"]
