"""The scratch database with all SQL of a suite run on it: what an audit then looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .database import declare, scratch_database
from .manifest.expectation import Suite
from .migrations import History, Migration, Plan, apply, run_script
from .migrations.errors import shown
from .migrations.foreign import Recorded
from .migrations.script import readable
from .own_tool import LAYOUT, apply_with
from .progress import Progress
from .servers import Server


@dataclass(frozen=True, slots=True)
class Prepared:
    """A scratch database on which everything was run.

    :ivar conninfo: the database; may hold a password.
    :ivar history: the migrations applied.
    :ivar recorded: what the team's own tool recorded in its ledger.
    """

    conninfo: str = field(repr=False)
    history: History
    recorded: tuple[Recorded, ...] = ()


@contextmanager
def prepared(server: Server, suite: Suite, plan: Plan, progress: Progress) -> Iterator[Prepared]:
    """Make a scratch database and run everything on it; drop it at the end.

    :param server: a running server.
    :param suite: names the files that run before and after the migrations.
    :param plan: the migrations.
    :param progress: told what is being done.
    :raises AuditError: when the database, a migration or another file fails.
    """
    declared, sql = set(suite.prelude.roles), named_in(plan, (*suite.prelude.files, *suite.seed))
    with scratch_database(server, made_role=lambda name: name in declared or sql(name)) as conninfo:
        declare(conninfo, suite.prelude.roles, suite.prelude.settings)
        for script in suite.prelude.files:
            run_script(conninfo, script)
        progress.begin("applying migrations")
        history, recorded = applied_by(plan, conninfo, progress)
        for script in suite.seed:
            progress.begin(f"running {shown(script)}")
            run_script(conninfo, script)
        yield Prepared(conninfo, history, recorded)


def applied_by(
    plan: Plan, conninfo: str, progress: Progress | None = None
) -> tuple[History, tuple[Recorded, ...]]:
    """Apply the files of a plan, or run its command.

    :returns: what the files made when, and what the team's own tool recorded.
    """
    if plan.layout != LAYOUT:
        return apply(conninfo, plan, on_applied=_counting(plan, progress or Progress())), ()
    return History(), apply_with(plan, conninfo)


def _counting(plan: Plan, progress: Progress) -> Callable[[Migration], None]:
    """Say after each migration which one is next."""
    names = [migration.name for migration in plan.migrations]

    def tell(number: int) -> None:
        if number < len(names):
            progress.detail(f"{number + 1} of {len(names)}, {names[number]}")

    done = iter(range(1, len(names) + 1))
    tell(0)
    return lambda _: tell(next(done))


def named_in(plan: Plan, scripts: Sequence[Path] = ()) -> Callable[[str], bool]:
    """Tell a role that the SQL made from one that somebody else made meanwhile.

    :param plan: the migrations.
    :param scripts: prelude and seed files.
    """
    files = [*scripts, *(migration.path for migration in plan.migrations)]

    def made_role(name: str) -> bool:
        return any(name.lower() in readable(file).lower() for file in files if file.is_file())

    return made_role
