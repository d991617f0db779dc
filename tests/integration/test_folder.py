"""What is wrong with the migrations' folder itself: an item for each file, failing."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from .conftest import MIGRATION, Project

BOM = "\ufeff"

GOOSE = f"-- +goose Up\n-- +goose StatementBegin\n{MIGRATION}-- +goose StatementEnd\n"


def folder(project: Project, entry: str) -> str:
    """Ids and texts of the folder's items, with the manifest's entry for the migrations."""
    project.write("expected/audit.yaml", f"database: shop\nmigrations: {entry}\n")
    (project.path / "migrations/001_initial.sql").unlink(missing_ok=True)
    result, cases = project.junit("expected/audit.yaml::migrations", "-rf")
    failed = [case for case in cases if case.outcome == "failure"]
    assert {case.name.partition(".")[0] for case in failed} <= {"folder"}
    assert result.parseoutcomes().get("failed", 0) == len(failed)
    return "".join(f"{case.name}\n{case.text.rstrip()}\n" for case in failed)


def test_sound(project: Project) -> None:
    project.write("migrations/1_initial.up.sql", MIGRATION)
    assert folder(project, "../migrations") == ""


def test_files(project: Project) -> None:
    project.write("migrations/1_initial.up.sql", MIGRATION)
    project.write("migrations/2_a.up.sql", "SELECT 1;")
    project.write("migrations/2_b.up.sql", " \n")
    project.write("migrations/20990101000000_later.up.sql", "SELECT 2;")
    project.write("migrations/notes.sql", "SELECT 3;")
    assert folder(project, "{path: ../migrations, layout: golang-migrate}") == dedent("""\
        folder.2_b%2Eup%2Esql
        migrations folder: 2_b.up.sql: migrations/2_b.up.sql has the same version 2 as migrations/2_a.up.sql
          expected  expected/audit.yaml:2   {path: ../migrations, layout: golang-migrate}
          found     migrations/2_b.up.sql
          hint      migrations/2_b.up.sql is empty
        folder.notes%2Esql
        migrations folder: notes.sql: migrations/notes.sql is passed over by golang-migrate, which takes files NNN_name.up.sql
          expected  expected/audit.yaml:2   {path: ../migrations, layout: golang-migrate}
          found     migrations/notes.sql
        folder.20990101000000_later%2Eup%2Esql
        migrations folder: 20990101000000_later.up.sql: migrations/20990101000000_later.up.sql has a timestamp in the future: what is written until then sorts before it
          expected  expected/audit.yaml:2   {path: ../migrations, layout: golang-migrate}
          found     migrations/20990101000000_later.up.sql
        """)


def test_code(project: Project) -> None:
    project.write("migrations/00001_initial.sql", GOOSE)
    project.write("migrations/00002_fill.go", "package migrations\n")
    assert folder(project, "{path: ../migrations, layout: goose}") == dedent("""\
        folder.00002_fill%2Ego
        migrations folder: 00002_fill.go: migrations/00002_fill.go is a migration in code, which cannot run here; acknowledge it: skip: [{file: 00002_fill.go, reason: …}], or run the tool itself: --schema-audit-apply COMMAND
          expected  expected/audit.yaml:2   {path: ../migrations, layout: goose}
          found     migrations/00002_fill.go
        """)
    skip = [{"file": "00002_fill.go", "reason": "data alone"}]
    entry = {"path": "../migrations", "layout": "goose", "skip": skip}
    assert folder(project, json.dumps(entry)) == ""


def test_skip_of_what_is_not_there(project: Project) -> None:
    project.write("migrations/00001_initial.sql", GOOSE)
    entry = "{path: ../migrations, layout: goose, skip: [{file: 2.go, reason: data}]}"
    assert folder(project, entry) == dedent(f"""\
        folder.%2E
        migrations folder: migrations: skip names 2.go, which is not in migrations
          expected  expected/audit.yaml:2   {entry}
          found     migrations
        """)


def test_content(project: Project) -> None:
    project.write("migrations/1_initial.sql", MIGRATION)
    project.write("migrations/2_mark.sql", f"{BOM}SELECT 1;")
    latin = "-- a\n-- größer\nSELECT 1;\n".encode("latin-1")
    (project.path / "migrations/3_latin.sql").write_bytes(latin)
    assert folder(project, "../migrations") == dedent("""\
        folder.2_mark%2Esql
        migrations folder: 2_mark.sql: migrations/2_mark.sql begins with a byte-order mark, which some tools send to the server
          expected  expected/audit.yaml:2   ../migrations
          found     migrations/2_mark.sql
        folder.3_latin%2Esql
        migrations folder: 3_latin.sql: migrations/3_latin.sql is not UTF-8: line 2, column 6
          expected  expected/audit.yaml:2   ../migrations
          found     migrations/3_latin.sql
        """)


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_the_rest_is_audited(project: Project, options: tuple[str, ...]) -> None:
    project.migrate(" ")
    result = project.audit(*options)
    result.assert_outcomes(passed=64, failed=1)
    assert "--schema-audit-update" not in result.stdout.str()
