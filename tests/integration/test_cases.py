"""Every folder `tests/cases/<kind>/<case>` is one audit: a schema, a change, what is said of it.

A case holds

* `schema.sql`: what the manifest was written for;
* `drift.sql`: the change that the audit must see, empty where the schema alone is audited;
* `manifest.yaml`: a suite;
* `report.txt`: every failing item, its id and the whole text of its failure, and nothing else;
* `majors.txt`, where the case is not for every major: conditions such as `>=15`, one a line.

Where there is a change, the schema without it must pass whole: the change alone makes the report.

`SCHEMA_AUDIT_WRITE_REPORTS=1 pytest tests/integration/test_cases.py` writes every `report.txt`
anew, to be reviewed as a diff. Such a run always fails.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pytest_schema_audit.audit import audited
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.migrations import Migration, Plan
from pytest_schema_audit.outline import outline
from pytest_schema_audit.report.failure import failure_text
from pytest_schema_audit.report.writer import Writer
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import CannotTell, Different

CASES = Path(__file__).parent.parent / "cases"
OTHERS = {"manifest", "migrations"}
"""Kinds of case that have runners of their own."""

REQUIRED = {"schema.sql", "drift.sql", "manifest.yaml", "report.txt"}
WRITE = "SCHEMA_AUDIT_WRITE_REPORTS"


def no_op_first(name: str) -> tuple[str, bool, str]:
    """Sort key: by kind, the case in which nothing changes before the others of its kind."""
    kind, _, case = name.partition("/")
    return kind, case != "no_op", case


KINDS = sorted(p.name for p in CASES.iterdir() if p.is_dir() and p.name not in OTHERS)
NAMES = sorted((f"{k}/{p.name}" for k in KINDS for p in (CASES / k).iterdir()), key=no_op_first)


@pytest.fixture(scope="session")
def unchanged() -> dict[tuple[str, str], str]:
    """Reports of schemas without their changes, by schema and manifest: many cases share them."""
    return {}


@pytest.mark.parametrize("name", NAMES)
def test_case(
    name: str,
    server: Server,
    unchanged: dict[tuple[str, str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = CASES / name
    monkeypatch.chdir(folder)
    if not for_major(folder, server.major):
        pytest.skip(f"not for PostgreSQL {server.major}")
    if os.environ.get(WRITE):
        write_report(folder, server)
    if (folder / "drift.sql").read_text():
        key = (folder / "schema.sql").read_text(), (folder / "manifest.yaml").read_text()
        if key not in unchanged:
            unchanged[key] = report(folder, server, ("schema.sql",))
        assert unchanged[key] == ""
    found = report(folder, server, ("schema.sql", "drift.sql"))
    assert found == (folder / "report.txt").read_text()


@pytest.mark.parametrize("name", NAMES)
def test_case_is_whole(name: str) -> None:
    found = {path.name for path in (CASES / name).iterdir()}
    assert found - {"majors.txt"} == REQUIRED


@pytest.mark.parametrize("kind", KINDS)
def test_kind_begins_with_the_case_in_which_nothing_changes(kind: str) -> None:
    names = [name for name in NAMES if name.startswith(f"{kind}/")]
    folder = CASES / kind / "no_op"
    assert names[0] == f"{kind}/no_op"
    assert [(folder / file).read_text() for file in ("drift.sql", "report.txt")] == ["", ""]


def report(folder: Path, server: Server, files: tuple[str, ...]) -> str:
    """Audit a case and write what fails, as `report.txt` holds it."""
    suite = load_suite(folder / "manifest.yaml")
    plan = Plan("plain", folder, tuple(Migration(file, folder / file) for file in files))
    items = outline(suite, files)
    writer = Writer(folder)
    with audited(server, items, plan) as audit:
        verdicts = audit.report.verdicts
    assert verdicts.keys() == {item.key for item in items.items()} != set()
    failing = [
        f"{writer.item(item.key)}\n{failure_text(item, verdict, writer)}\n"
        for item in items.items()
        if isinstance(verdict := verdicts[item.key], Different | CannotTell)
    ]
    return "\n".join(failing)


def for_major(folder: Path, major: int) -> bool:
    """Whether every condition of a case holds on a server."""
    file = folder / "majors.txt"
    lines = file.read_text().split() if file.exists() else []
    return all(_holds(line, major) for line in lines)


def _holds(condition: str, major: int) -> bool:
    sign, number = condition[:2], int(condition[2:])
    return {">=": major >= number, "<=": major <= number, "==": major == number}[sign]


def write_report(folder: Path, server: Server) -> None:
    """Write what is found as what is expected from now on, and fail."""
    found = report(folder, server, ("schema.sql", "drift.sql"))
    (folder / "report.txt").write_text(found)
    pytest.fail(f"{folder}/report.txt was written anew: review it, and unset {WRITE}")
