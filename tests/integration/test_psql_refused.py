"""psql's commands that cannot run in a migration: each says why, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.migrations import ScriptFailed, run_script

NO_PARAMETERS = "a statement is sent whole, with no parameters beside it: write the values into it"
REFUSED = {
    "bind": NO_PARAMETERS,
    "parse": NO_PARAMETERS,
    "gdesc": "it describes a statement and does not run it",
    "watch": "it runs a statement again and again",
    "startpipeline": "statements run one after another, in no pipeline",
    "edit": "nobody is there to edit",
    "prompt": "nobody is there to answer",
    "!": "a migration runs no shell commands",
    "cd": r"a migration's files are named from its own folder: use \ir",
    "connect": "a migration stays in the database that is audited",
}
LACKING = {name: f"\\{name} lacks an argument" for name in ("unset", "getenv", "setenv")}


@pytest.mark.parametrize("name", [*REFUSED, *LACKING])
def test_command(name: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.sql").write_text(f"SELECT 1;\n  \\{name}\n")
    reason = LACKING.get(name) or f"\\{name} is refused: {REFUSED[name]}"
    column = len(f"  \\{name}") + 1 if name in LACKING else 3
    with pytest.raises(ScriptFailed) as caught:
        run_script(database, Path("a.sql"))
    caret = " " * (column - 1)
    assert str(caught.value) == (
        f"SQL file failed at a.sql:2:{column}: {reason}\n"
        f"    1 | SELECT 1;\n  > 2 |   \\{name}\n      | {caret}^"
    )
