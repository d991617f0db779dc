"""The team's own migration tool, run against the scratch database instead of SQL files."""

from __future__ import annotations

import re
from pathlib import Path

from .migrations import Migration, Plan, StepFailed, steps_of
from .migrations.foreign import Recorded, is_empty, recorded
from .values import Command

LAYOUT = "command"
"""The name a plan has for its layout when a command applies the migrations."""

SETTING = "schema_audit_apply_timeout"
"""The setting that says how long a command may take."""

_ROOM = 3000
"""Bytes of output that are shown."""

_ASSIGNMENT = re.compile(r"\w+=")


class ToolFailed(StepFailed):
    """The command did not end well."""

    def __init__(self, command: str, ending: str, output: str, migration: Migration) -> None:
        super().__init__(
            f"the migrations' own tool failed: {command}: {ending}",
            why=_ending_of(output) or "it printed nothing",
            ways_out=(
                "it ran with DATABASE_URL and the PG* variables set to the scratch database: "
                "see that it uses them",
            ),
        )
        self.migration = migration


def _ending_of(output: str) -> str:
    """Keep the end of an output, so that the whole text fits what pipelines show of a test."""
    kept: list[str] = []
    room = _ROOM
    for line in reversed(output.splitlines()):
        room -= len(line.encode()) + 3  # Each is indented by two, and ends.
        if room < 0:
            return "\n".join(["…", *reversed(kept)])
        kept.append(line)
    return output


def plan_of(
    command: str, folder: Path, *, steps: Path | None = None, seconds: float = 600.0
) -> Plan:
    """Return the plan of a command: one migration, which is the command itself.

    :param command: what the shell is given.
    :param folder: where it runs.
    :param steps: the folder of its migrations, which its ledger is held against.
    :param seconds: how long it may take.
    """
    # The shell takes `NAME=value` in front of a command for its environment.
    programs = (word for word in command.split() if not _ASSIGNMENT.match(word))
    name = next(programs, LAYOUT).rpartition("/")[2]
    return Plan(
        LAYOUT,
        folder,
        (Migration(name, folder, description=command),),
        steps=steps_of(steps) if steps else (),
        seconds=seconds,
    )


def apply_with(plan: Plan, conninfo: str) -> tuple[Recorded, ...]:
    """Run the command of a plan.

    :param plan: made by :func:`plan_of`.
    :param conninfo: the scratch database; may hold a password, which no error shows.
    :returns: what known tools recorded in their ledgers.
    :raises ToolFailed: when it ends with another exit status than 0, is killed, or made nothing
        at all: it has migrated another database, or none.
    """
    # Imported here: most audits apply files.
    from .commands import run_command

    (step,) = plan.migrations
    command = Command(step.name, step.description)
    result = run_command(command, conninfo, plan.root, plan.seconds, SETTING)
    if result.failed:
        raise ToolFailed(result.text, result.ending, result.output, step)
    found = recorded(conninfo)
    if not found and is_empty(conninfo):
        raise ToolFailed(result.text, "it left the scratch database empty", result.output, step)
    return found
