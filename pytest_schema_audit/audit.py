"""The whole audit without pytest: a suite and a server in, a verdict for every item out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from .database import superuser_warning
from .evidence import Evidence
from .figures import Figure, figures, with_waivers
from .migrations import History, Plan, unrecorded
from .migrations.errors import shown
from .migrations.foreign import Recorded
from .model import QualifiedName
from .outline import ItemSpec, Outline
from .prepared import Prepared, prepared
from .progress import Progress
from .proofs import proof_verdicts
from .reading import evidence_now
from .servers import Server
from .verdict import Different, ItemKey, NotAsked, Same, Verdict
from .verdicts import verdicts
from .waivers import of_migrations, waived

if TYPE_CHECKING:
    from .migrations.provenance import Provenance

__all__ = ["AppliedRow", "AuditReport", "Audited", "Figure", "audited"]


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
    :ivar plan: the migrations to apply.
    :ivar history: those applied.
    :ivar recorded: what the team's own tool recorded in its ledger.
    """

    conninfo: str = field(repr=False)
    evidence: Evidence
    verdicts: Mapping[ItemKey, Verdict]
    plan: Plan
    history: History
    recorded: tuple[Recorded, ...] = ()

    @cached_property
    def provenance(self) -> Provenance | None:
        """Which statement made what; ``None`` when the team's own tool ran."""
        # Imported here: only drift is asked where it is from.
        from .migrations.provenance import Provenance

        return Provenance(self.plan, self.history) if self.history.applied else None


@contextmanager
def audited(
    server: Server, outline: Outline, plan: Plan, progress: Progress | None = None
) -> Iterator[Audited]:
    """Make the audit on a scratch database of a server; drop the database at the end.

    :param server: a running server.
    :param outline: the items to answer.
    :param plan: the migrations to apply.
    :param progress: told what is being done.
    :raises AuditError: when the database, a migration or the seed fails; no verdict is given then.
    """
    progress = progress or Progress()
    with prepared(server, outline.suite, plan, progress) as database:
        yield audited_on(server, database, outline, plan, progress)


def audited_on(
    server: Server, database: Prepared, outline: Outline, plan: Plan, progress: Progress
) -> Audited:
    """Make the audit on a scratch database that the migrations have been applied to.

    :param server: where the database is.
    """
    made = _migrated_on(database, outline, plan, progress)
    traced = _traced(made)
    decided = {**traced, **_applied(outline, plan, made), **folder_verdicts(outline, plan)}
    proved = proof_verdicts(server, made.conninfo, made.evidence, made.verdicts)
    accepted = waived(decided, of_migrations(outline), date.today())
    report = AuditReport(
        verdicts=accepted | proved,
        figures=with_waivers(figures(made.evidence, _counted(made, plan)), outline, accepted),
        server=server.description,
        history=tuple(_history(made)),
        notes=(*filter(None, (_why(server), superuser_warning(server))), *not_asked(decided)),
    )
    return Audited(report, made.conninfo, made.evidence.ledgers)


@contextmanager
def migrated(
    server: Server, outline: Outline, plan: Plan, progress: Progress | None = None
) -> Iterator[Migrated]:
    """Apply the migrations on a scratch database and answer what its catalog answers."""
    progress = progress or Progress()
    with prepared(server, outline.suite, plan, progress) as database:
        yield _migrated_on(database, outline, plan, progress)


def _migrated_on(database: Prepared, outline: Outline, plan: Plan, progress: Progress) -> Migrated:
    progress.begin("reading the catalog")
    # Every statement of the reader and of the scratch objects runs once: nothing to prepare.
    with psycopg.connect(database.conninfo, autocommit=True, prepare_threshold=None) as conn:
        evidence = read_evidence(conn, outline, plan)
        ledgers = evidence.ledgers.union(*(one.tables for one in database.recorded))
        evidence = replace(evidence, ledgers=ledgers)
        progress.begin("comparing")
        answers = verdicts(evidence, lambda: nullcontext(conn))
    return Migrated(database.conninfo, evidence, answers, plan, database.history, database.recorded)


def _traced(made: Migrated) -> dict[ItemKey, Verdict]:
    """The verdicts, each drift with the statement behind it."""
    drifted = any(isinstance(verdict, Different) for verdict in made.verdicts.values())
    if not drifted or made.provenance is None:
        return dict(made.verdicts)
    from .origins import with_origins

    return with_origins(made.verdicts, made.evidence, made.provenance)


def _counted(made: Migrated, plan: Plan) -> tuple[int, int]:
    """Count the migrations to apply and those applied; a tool's own ledger counts for it."""
    if plan.steps and made.recorded:
        return len(plan.steps), len(plan.steps) - len(unrecorded(plan.steps, made.recorded))
    number = sum(len(one.names) for one in made.recorded) or len(plan.migrations)
    return number, number


def _history(made: Migrated) -> Iterator[AppliedRow]:
    for applied in made.history.applied:
        migration = applied.migration
        yield AppliedRow(migration.name, str(migration.path), applied.seconds)
    for one in made.recorded:
        yield from (AppliedRow(name, f"{one.tool}: {'.'.join(one.ledger)}") for name in one.names)


def not_asked(verdicts: Mapping[ItemKey, Verdict]) -> Iterator[str]:
    """Say how many items were skipped, and why."""
    reasons = Counter(one.reason for one in verdicts.values() if isinstance(one, NotAsked))
    for reason, number in reasons.items():
        yield f"{number} item{'' if number == 1 else 's'} skipped: {reason}"


def _why(server: Server) -> str:
    """Why a container was started; binaries at hand need no word."""
    return server.reason if server.kind == "docker" else ""


def read_evidence(conn: psycopg.Connection[Any], outline: Outline, plan: Plan) -> Evidence:
    """Read catalog and row counts in one read-only transaction.

    :param conn: a connection outside any transaction, on the database to audit.
    """
    with conn.transaction():
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return evidence_now(conn, outline, ledgers_of(plan))


def ledgers_of(plan: Plan) -> frozenset[QualifiedName]:
    """Return the tables that the migrations' tool keeps."""
    return frozenset([plan.ledger]) if plan.ledger else frozenset()


def _applied(outline: Outline, plan: Plan, made: Migrated) -> dict[ItemKey, Verdict]:
    """Every migration was applied, or there would be no report; a command may have passed one."""
    missing = unrecorded(plan.steps, made.recorded)
    unknown = {step.name for step in plan.steps} if not made.recorded else set()
    return {
        item.key: _passed_over(item, missing, made, unknown=item.subject in unknown)
        for item in outline.items()
        if _is_migration(item)
    }


def _passed_over(
    item: ItemSpec, missing: frozenset[str], made: Migrated, *, unknown: bool
) -> Verdict:
    if unknown:
        return NotAsked("the command left no ledger of a tool that is known")
    if item.subject not in missing:
        return Same()
    ledgers = ", ".join(".".join(one.ledger) for one in made.recorded)
    return Different(f"was not applied by the command: {ledgers} does not have it", found="nothing")


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
