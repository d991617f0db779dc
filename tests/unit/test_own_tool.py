"""The plan of a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.migrations import Migration, Plan
from pytest_schema_audit.own_tool import ToolFailed, plan_of


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("alembic upgrade head", "alembic"),
        ("./bin/rails db:migrate", "rails"),
        ("ENV=test X=1 python manage.py migrate", "python"),
        ("X=1", "command"),
    ],
)
def test_plan(command: str, name: str) -> None:
    step = Migration(name, Path("here"), description=command)
    assert plan_of(command, Path("here")) == Plan("command", Path("here"), (step,))


def test_steps_and_time(tmp_path: Path) -> None:
    (tmp_path / "1_a.sql").write_text("SELECT 1;")
    plan = plan_of("make", Path("here"), steps=tmp_path, seconds=3)
    assert [step.name for step in plan.steps] == ["1_a"]
    assert [step.name for step in plan.migrations] == ["make"]
    assert plan.seconds == 3


def test_failure() -> None:
    step = Migration("alembic", Path("here"))
    failed = ToolFailed("alembic upgrade head", "exit status 1", "no such\nrevision", step)
    assert failed.migration is step
    assert str(failed) == (
        "the migrations' own tool failed: alembic upgrade head: exit status 1\n"
        "  no such\n"
        "  revision\n"
        "  way out: it ran with DATABASE_URL and the PG* variables set to the scratch database:"
        " see that it uses them"
    )
