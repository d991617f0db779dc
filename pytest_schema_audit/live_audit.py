"""The audit of a live database, alone or against manifest and migrations at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date

import psycopg

from .audit import Audited, AuditReport, Migrated, folder_verdicts, ledgers_of, migrated
from .evidence import Evidence, limited
from .figures import figures
from .live import LiveCatalog, private_copy, read_live
from .migrations import Plan
from .migrations.ledger import (
    LedgerFinding,
    LedgerState,
    applied_count,
    ledger_findings,
    ledger_query,
)
from .outline import LEDGER_CHECKS, ItemSpec, Outline
from .servers import Server
from .threeway import compared
from .verdict import CannotTell, Different, ItemKey, NotAsked, Same, Verdict
from .verdicts import verdicts
from .waivers import by_item, waived

Provided = Callable[[], AbstractContextManager[Server]]
"""Enters a private server; entered at most once."""


@contextmanager
def audited_live(
    target: str, outline: Outline, plan: Plan, provided: Callable[[int], Provided]
) -> Iterator[Audited]:
    """Audit a live database, read-only.

    :param target: its connection string; may hold a password.
    :param outline: the items to answer.
    :param plan: the migrations, for the ledger and the three-way verdict; may hold none.
    :param provided: gives a private server of a major, for bringing texts to PostgreSQL's form.
    :raises AuditError: when the live database cannot be read to the end.
    """
    live = read_live(target, plan)
    server = provided(live.snapshot.major)
    snapshot = limited(live.snapshot, outline.suite.schemas)
    evidence = Evidence(outline, snapshot, {}, ledgers_of(plan), counts_rows=False)
    if plan.migrations:
        answers, pending = _three_way(evidence, live, plan, server)
    else:
        answers = verdicts(evidence, lambda: private_copy(live.snapshot, server))
        pending = {}
    decided = {**answers, **folder_verdicts(outline, plan), **pending}
    report = AuditReport(
        verdicts=waived(decided, by_item(outline), date.today()),
        figures=figures(evidence, _applied(plan, live)),
        server=live.description,
        history=(),
    )
    yield Audited(report, target)


def _applied(plan: Plan, live: LiveCatalog) -> tuple[int, int] | None:
    """Count migrations, and those applied, where a ledger tells."""
    if ledger_query(plan) is None:
        return None
    return len(plan.migrations), applied_count(plan, live.ledger)


def _three_way(
    evidence: Evidence, live: LiveCatalog, plan: Plan, server: Provided
) -> tuple[Mapping[ItemKey, Verdict], dict[ItemKey, Verdict]]:
    """Compare live, migrations and manifest; the migrated database lends its types."""
    with server() as private, migrated(private, evidence.outline, plan) as made:
        conn = psycopg.connect(made.conninfo, autocommit=True, prepare_threshold=None)
        with conn:
            answers = verdicts(evidence, lambda: nullcontext(conn))
        findings = ledger_findings(plan, live.ledger)
        waiting = {one.name for one in findings if one.state is LedgerState.PENDING}
        return _compared(evidence, answers, made, waiting), _ledger(evidence, live, plan, findings)


def _compared(
    evidence: Evidence, answers: Mapping[ItemKey, Verdict], made: Migrated, waiting: set[str]
) -> dict[ItemKey, Verdict]:
    return {
        key: compared(verdict, made, key, waiting) if isinstance(verdict, Different) else verdict
        for key, verdict in answers.items()
    }


def _ledger(
    evidence: Evidence, live: LiveCatalog, plan: Plan, findings: tuple[LedgerFinding, ...]
) -> dict[ItemKey, Verdict]:
    items = [i for i in evidence.outline.items() if i.kind in {"applied", "ledger"}]
    if ledger_query(plan) is None:
        reason = f"the layout {plan.layout} keeps no ledger of what was applied"
        return {item.key: NotAsked(reason) for item in items}
    return {item.key: _ledger_verdict(item, live, findings) for item in items}


def _ledger_verdict(
    item: ItemSpec, live: LiveCatalog, findings: tuple[LedgerFinding, ...]
) -> Verdict:
    if live.ledger_refused:
        return CannotTell("the role may not read the ledger of migrations")
    as_a_whole = {one for one in findings if one.state.value in LEDGER_CHECKS}
    if item.kind == "applied":
        about = [one for one in findings if one.name == item.subject and one not in as_a_whole]
    else:
        about = [one for one in findings if one.state.value == item.subject]
    if not about:
        return Same()
    return Different(about[0].text, hints=tuple(one.text for one in about[1:]))
