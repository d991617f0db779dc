"""The whole audit without pytest: a suite and a server in, a verdict for every item out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from .catalog.read import read_snapshot
from .database import scratch_database, superuser_warning
from .evidence import Evidence, limited
from .figures import Figure, figures
from .migrations import History, Plan, apply, run_script
from .migrations.errors import shown
from .migrations.foreign import Recorded
from .migrations.provenance import Provenance
from .model import QualifiedName, Snapshot
from .origins import with_origins
from .outline import ItemSpec, Outline
from .own_tool import LAYOUT, apply_with
from .servers import Server
from .verdict import Different, ItemKey, Same, Verdict
from .verdicts import verdicts
from .waivers import by_item, waived

__all__ = ["AppliedRow", "AuditReport", "Audited", "Figure", "audited"]


TOOL_SECONDS = 600.0
"""How long the team's own migration tool may take."""


@dataclass(frozen=True, slots=True)
class AppliedRow:
    """One migration as the history shows it.

    :ivar name: the migration's name.
    :ivar file: its file, or the ledger that names it.
    :ivar seconds: how long it took; ``None`` where the team's own tool applied it.
    """

    name: str
    file: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found: plain data, made once, shared by all processes of a session.

    :ivar verdicts: one for every item but those of the team's own commands.
    :ivar figures: the closing table.
    :ivar server: where PostgreSQL came from and its version; safe to print.
    :ivar history: the migrations applied, in their order.
    :ivar notes: whole sentences for the summary (what is left open, warnings).
    """

    verdicts: Mapping[ItemKey, Verdict]
    figures: tuple[Figure, ...]
    server: str
    history: tuple[AppliedRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audited:
    """A finished audit whose database is still there, for the team's own commands.

    :ivar report: the verdicts.
    :ivar conninfo: connection string of the audited database; may hold a password.
    :ivar ledgers: tables that migration tools keep there.
    """

    report: AuditReport
    conninfo: str = field(repr=False)
    ledgers: frozenset[QualifiedName] = frozenset()


@dataclass(frozen=True)
class Migrated:
    """A scratch database with the migrations applied, and what the audit makes of it.

    :ivar conninfo: the database; may hold a password.
    :ivar evidence: what its verdicts rest on.
    :ivar verdicts: of the items that the catalog answers, without waivers.
    :ivar provenance: which statement made what; ``None`` when the team's own tool ran.
    :ivar history: the migrations applied.
    :ivar recorded: what the team's own tool recorded in its ledger.
    """

    conninfo: str = field(repr=False)
    evidence: Evidence
    verdicts: Mapping[ItemKey, Verdict]
    provenance: Provenance | None
    history: History
    recorded: tuple[Recorded, ...] = ()


@contextmanager
def audited(server: Server, outline: Outline, plan: Plan) -> Iterator[Audited]:
    """Make the audit on a scratch database of a server; drop the database at the end.

    :param server: a running server.
    :param outline: the items to answer.
    :param plan: the migrations to apply.
    :raises AuditError: when the database, a migration or the seed fails; no verdict is given then.
    """
    warning = superuser_warning(server)
    with migrated(server, outline, plan) as made:
        traced = dict(made.verdicts)
        if made.provenance is not None:
            traced = with_origins(made.verdicts, made.evidence, made.provenance)
        decided = {**traced, **_applied(outline), **folder_verdicts(outline, plan)}
        report = AuditReport(
            verdicts=waived(decided, by_item(outline), date.today()),
            figures=figures(made.evidence, _counted(made, plan)),
            server=server.description,
            history=tuple(_history(made)),
            notes=tuple(filter(None, (_why(server), warning))),
        )
        yield Audited(report, made.conninfo, made.evidence.ledgers)


@contextmanager
def migrated(server: Server, outline: Outline, plan: Plan) -> Iterator[Migrated]:
    """Apply the migrations on a scratch database and answer what its catalog answers."""
    made_role = named_in(plan, (*outline.suite.prelude, *outline.suite.seed))
    with scratch_database(server, made_role=made_role) as conninfo:
        for script in outline.suite.prelude:
            run_script(conninfo, script)
        history, recorded = applied_by(plan, conninfo)
        for script in outline.suite.seed:
            run_script(conninfo, script)
        # Every statement of the reader and of the scratch objects runs once: nothing to prepare.
        with psycopg.connect(conninfo, autocommit=True, prepare_threshold=None) as conn:
            evidence = read_evidence(conn, outline, plan)
            ledgers = evidence.ledgers | {one.ledger for one in recorded}
            evidence = replace(evidence, ledgers=ledgers)
            answers = verdicts(evidence, lambda: nullcontext(conn))
        provenance = Provenance(plan, history) if history.applied else None
        yield Migrated(conninfo, evidence, answers, provenance, history, recorded)


def _counted(made: Migrated, plan: Plan) -> tuple[int, int]:
    """Count the migrations to apply and those applied; a tool's own ledger counts for it."""
    number = sum(len(one.names) for one in made.recorded) or len(plan.migrations)
    return number, number


def _history(made: Migrated) -> Iterator[AppliedRow]:
    for applied in made.history.applied:
        migration = applied.migration
        yield AppliedRow(migration.name, str(migration.path), applied.seconds)
    for one in made.recorded:
        yield from (AppliedRow(name, f"{one.tool}: {'.'.join(one.ledger)}") for name in one.names)


def applied_by(plan: Plan, conninfo: str) -> tuple[History, tuple[Recorded, ...]]:
    """Apply the files of a plan, or run its command.

    :returns: what the files made when, and what the team's own tool recorded.
    """
    if plan.layout != LAYOUT:
        return apply(conninfo, plan), ()
    return History(), apply_with(plan, conninfo, TOOL_SECONDS)


def _why(server: Server) -> str:
    """Why a container was started; binaries at hand need no word."""
    return server.reason if server.kind == "docker" else ""


def named_in(plan: Plan, scripts: Sequence[Path] = ()) -> Callable[[str], bool]:
    """Tell a role that the SQL made from one that somebody else made meanwhile.

    :param plan: the migrations.
    :param scripts: prelude and seed files.
    """
    files = [*scripts, *(migration.path for migration in plan.migrations)]

    def made_role(name: str) -> bool:
        return any(name.lower() in _text(file).lower() for file in files if file.is_file())

    return made_role


def _text(script: Path) -> str:
    return script.read_text(encoding="utf-8", errors="replace")


def read_evidence(conn: psycopg.Connection[Any], outline: Outline, plan: Plan) -> Evidence:
    """Read catalog and row counts in one read-only transaction.

    :param conn: a connection outside any transaction, on the database to audit.
    """
    with conn.transaction():
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = limited(read_snapshot(conn), outline.suite.schemas)
        return Evidence(outline, snapshot, _row_counts(conn, snapshot, outline), ledgers_of(plan))


def ledgers_of(plan: Plan) -> frozenset[QualifiedName]:
    """Return the tables that the migrations' tool keeps."""
    return frozenset([plan.ledger]) if plan.ledger else frozenset()


def _row_counts(
    conn: psycopg.Connection[Any], snapshot: Snapshot, outline: Outline
) -> dict[QualifiedName, int]:
    wanted = {
        (entry.schema, entry.table)
        for item in outline.items()
        for entry in item.expectations
        if entry.kind == "rows"
    }
    there = sorted(wanted & snapshot.tables.keys())
    count = sql.SQL("SELECT pg_catalog.count(*) FROM {}")
    with conn.pipeline():
        cursors = [conn.execute(count.format(sql.Identifier(*table))) for table in there]
    return {
        table: row[0]
        for table, cursor in zip(there, cursors, strict=True)
        if (row := cursor.fetchone())
    }


def _applied(outline: Outline) -> dict[ItemKey, Verdict]:
    """Every migration was applied, or there would be no report."""
    return {item.key: Same() for item in outline.items() if _is_migration(item)}


def folder_verdicts(outline: Outline, plan: Plan) -> dict[ItemKey, Verdict]:
    """What is wrong with the migrations' folder itself."""
    texts: dict[str, list[str]] = {}
    for problem in plan.problems:
        texts.setdefault(str(problem.path), []).append(problem.text)
    return {
        item.key: Different(
            texts[item.subject][0],
            found=shown(Path(item.subject)),
            hints=tuple(texts[item.subject][1:]),
        )
        for item in outline.items()
        if item.kind == "folder"
    }


def _is_migration(item: ItemSpec) -> bool:
    return item.kind == "applied"
