"""Tools that run themselves: the same by our command as by hand, and their ledgers are read."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pytest_schema_audit.migrations import unrecorded
from pytest_schema_audit.model import Snapshot
from pytest_schema_audit.own_tool import apply_with, plan_of

from ..fix_tools import node_pg_migrate, program
from .test_apply import ALEMBIC_ENV, ALEMBIC_STEP, DJANGO, DJANGO_STEP
from .test_migrations_tools import facts, run

FIRST = "CREATE TABLE thing (id integer PRIMARY KEY, name text NOT NULL);"
SECOND = "CREATE INDEX thing_name_idx ON thing (name);"
DEPENDS = '    dependencies = [("shop", "0001_first")]\n'
ALEMBIC_INI = "[alembic]\nscript_location = steps\n"

PLAN = """\
%syntax-version=1.0.0
%project=shop

first 2025-01-01T00:00:00Z Ann <ann@example.com> # things
second [first] 2025-01-02T00:00:00Z Ann <ann@example.com> # by name
"""


@dataclass(frozen=True)
class Tool:
    """A tool with a project of two migrations.

    :param words: the words that run it, in the project's folder.
    :param files: the project.
    :param steps: where in it the migrations are.
    :param names: what its steps are called.
    :param ledger: what of its ledger has to be the same.
    """

    words: Callable[[], Sequence[str]]
    files: dict[str, str]
    steps: str
    names: tuple[str, str]
    ledger: str


YOYO_URL = "postgresql://$PGUSER@/$PGDATABASE?host=$PGHOST"

TOOLS = {
    "alembic": Tool(
        lambda: [sys.executable, "-m", "alembic", "upgrade", "head"],
        {
            "alembic.ini": ALEMBIC_INI,
            "steps/env.py": ALEMBIC_ENV,
            "steps/versions/a.py": ALEMBIC_STEP.format(revision="a1", before="None", sql=FIRST),
            "steps/versions/b.py": ALEMBIC_STEP.format(revision="b2", before="'a1'", sql=SECOND),
        },
        "steps",
        ("a1", "b2"),
        "SELECT version_num FROM alembic_version",
    ),
    "django": Tool(
        lambda: [sys.executable, "manage.py"],
        {
            "manage.py": DJANGO,
            "shop/__init__.py": "",
            "shop/migrations/__init__.py": "",
            "shop/migrations/0001_first.py": DJANGO_STEP.format(sql=FIRST),
            "shop/migrations/0002_second.py": DJANGO_STEP.format(sql=SECOND) + DEPENDS,
        },
        "shop",
        ("shop.0001_first", "shop.0002_second"),
        "SELECT app, name FROM django_migrations ORDER BY id",
    ),
    "yoyo": Tool(
        lambda: [
            *(program("yoyo"), "apply", "--batch", "--no-config-file"),
            *("--database", YOYO_URL, "steps"),
        ],
        {
            "steps/0001.first.sql": FIRST,
            "steps/0001.first.rollback.sql": "DROP TABLE thing;",
            "steps/0002.second.py": f"from yoyo import step\nsteps = [step({SECOND!r})]\n",
        },
        "steps",
        ("0001.first.sql", "0002.second.py"),
        "SELECT migration_hash, migration_id FROM _yoyo_migration ORDER BY 2",
    ),
    "node-pg-migrate": Tool(
        lambda: [*node_pg_migrate(), "up", "-m", "steps"],
        {
            "steps/1700000000000_first.cjs": (
                "exports.up = (pgm) => { pgm.createTable('thing', "
                "{ id: 'id', name: { type: 'text', notNull: true } }) }\n"
            ),
            "steps/1700000001000_second.sql": f"-- Up Migration\n{SECOND}\n",
        },
        "steps",
        ("1700000000000_first.cjs", "1700000001000_second.sql"),
        "SELECT id, name FROM pgmigrations ORDER BY id",
    ),
    "sqitch": Tool(
        lambda: [program("sqitch"), "deploy", "db:pg:$PGDATABASE"],
        {
            "sqitch.conf": "[core]\n engine = pg\n[user]\n name = Ann\n email = ann@example.com\n",
            "sqitch.plan": PLAN,
            "deploy/first.sql": f"BEGIN;\n{FIRST}\nCOMMIT;\n",
            "deploy/second.sql": f"BEGIN;\n{SECOND}\nCOMMIT;\n",
        },
        ".",
        ("shop:first", "shop:second"),
        "SELECT change_id, script_hash, change FROM sqitch.changes ORDER BY committed_at",
    ),
}


@pytest.mark.parametrize("name", TOOLS)
def test_the_command_leaves_what_the_tool_leaves(
    name: str,
    tmp_path: Path,
    new_database: Callable[[], AbstractContextManager[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tool = TOOLS[name]
    for file, text in tool.files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    monkeypatch.chdir(tmp_path)
    words = list(tool.words())
    # The shell fills the variables that `run` fills itself.
    command = " ".join(word if "$" in word else shlex.quote(word) for word in words)
    command = command.replace(YOYO_URL, f'"{YOYO_URL}"')
    plan = plan_of(command, tmp_path, steps=tmp_path / tool.steps, seconds=50)
    with new_database() as theirs, new_database() as ours:
        run(words, theirs)
        recorded = apply_with(plan, ours)
        assert facts(ours, tool.ledger) == facts(theirs, tool.ledger)
        (snapshot, *_) = facts(ours, "")
    assert tuple(step.name for step in plan.steps) == tool.names
    assert unrecorded(plan.steps, recorded) == frozenset()
    (ledger,) = recorded
    assert ledger.tool == name
    assert isinstance(snapshot, Snapshot)
    others = {
        table for table in snapshot.tables if table[1].startswith(("thing", "auth", "django_c"))
    }
    assert set(snapshot.tables) == {*ledger.tables, *others}
