"""The audit of a live database, alone or against manifest and migrations at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date

import psycopg

from .aspects import aspects_to_read
from .audit import Audited, AuditReport, folder_verdicts, ledgers_of, migrated, not_asked
from .evidence import Evidence, limited
from .figures import figures, with_waivers
from .live import LiveCatalog, private_copy, read_live, require_major
from .manifest.expectation import Suite
from .manifest.quoting import scalar
from .migrations import LAYOUTS, Plan
from .migrations.ledger import (
    LedgerFinding,
    LedgerState,
    applied_count,
    ledger_findings,
    ledger_query,
)
from .outline import LEDGER_CHECKS, ItemSpec, Outline
from .own_tool import LAYOUT
from .rebuild import rebuild
from .servers import Server
from .threeway import ThreeWay
from .verdict import CannotTell, Different, ItemKey, NotAsked, Same, Verdict
from .verdicts import verdicts
from .waivers import of_live, waived

_WAITING = {
    LedgerState.PENDING: "a pending migration",
    LedgerState.FAILED: "a migration that failed",
    LedgerState.ROLLED_BACK: "a migration that is rolled back",
}

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
    live = read_live(target, plan, aspects_to_read(outline.suite))
    server = provided(live.snapshot.major)
    snapshot = limited(live.snapshot, outline.suite.schemas)
    evidence = Evidence(outline, snapshot, {}, ledgers_of(plan), counts_rows=False)
    if plan.migrations:
        answers, evidence = _three_way(evidence, live, plan, server)
    else:
        answers = verdicts(evidence, lambda: private_copy(live.snapshot, server))
    decided = {**answers, **folder_verdicts(outline, plan), **_ledger(outline, live, plan)}
    accepted = waived(decided, of_live(outline), date.today())
    report = AuditReport(
        verdicts=accepted,
        figures=with_waivers(figures(evidence, _applied(plan, live)), outline, accepted),
        server=live.description,
        history=(),
        notes=(*_other_major(outline.suite, live.snapshot.major), *not_asked(decided)),
    )
    yield Audited(report, target, evidence.ledgers)


def _other_major(suite: Suite, major: int) -> Iterator[str]:
    """Say that the live database is of another major than the one that was asked for."""
    if suite.postgres not in {None, major}:
        yield (
            f"the live database is PostgreSQL {major}, and {suite.postgres} is asked for: "
            f"what was compared is what the manifest says of {major}"
        )


def _applied(plan: Plan, live: LiveCatalog) -> tuple[int, int] | None:
    """Count migrations, and those applied, where a ledger tells."""
    if ledger_query(plan) is None or live.ledger.refused:
        return None
    return len(plan.migrations), applied_count(plan, live.ledger.rows)


def _three_way(
    evidence: Evidence, live: LiveCatalog, plan: Plan, server: Provided
) -> tuple[Mapping[ItemKey, Verdict], Evidence]:
    """Compare live, migrations and manifest; the migrated database lends its types.

    What only the live database has is added to it, once its own verdicts are made.
    """
    with server() as private:
        require_major(private, live.snapshot)
        with migrated(private, evidence.outline, plan) as made:
            # A tool that runs itself tells its ledger only now.
            evidence = replace(evidence, ledgers=made.evidence.ledgers)
            with psycopg.connect(made.conninfo, autocommit=True, prepare_threshold=None) as conn:
                rebuild(conn, live.snapshot)
                answers = verdicts(evidence, lambda: nullcontext(conn))
            return ThreeWay(evidence, made, _waiting(plan, live)).compared(answers), evidence


def _waiting(plan: Plan, live: LiveCatalog) -> dict[str, str]:
    """The migrations that are not applied, each with what it is called."""
    findings = _findings(plan, live)
    return {one.name: _WAITING[one.state] for one in findings if one.state in _WAITING}


def _findings(plan: Plan, live: LiveCatalog) -> tuple[LedgerFinding, ...]:
    return () if live.ledger.refused else ledger_findings(plan, live.ledger.rows)


def _ledger(outline: Outline, live: LiveCatalog, plan: Plan) -> dict[ItemKey, Verdict]:
    items = [item for item in outline.items() if item.kind in {"applied", "ledger"}]
    if plan.layout == LAYOUT:
        reason = "the team's own tool ran on the scratch database, not on the live one"
        return {item.key: NotAsked(reason) for item in items}
    if ledger_query(plan) is None:
        reason = f"the layout {plan.layout} keeps no ledger of what was applied"
        return {item.key: NotAsked(reason) for item in items}
    if live.ledger.refused:
        return {item.key: CannotTell(live.ledger.refused) for item in items}
    findings, hints = _findings(plan, live), tuple(_elsewhere(plan, live))
    if live.ledger.rows is None and not hints:
        hints = (_NEVER,)
    return {item.key: _ledger_verdict(item, findings, hints) for item in items}


_NEVER = "the migrations' tool has not run on this database, or its ledger is in another one"


def _elsewhere(plan: Plan, live: LiveCatalog) -> Iterator[str]:
    """Say where a ledger is that is not in the schema in which it is looked for."""
    if live.ledger.rows is not None or not LAYOUTS[plan.layout].takes_schema:
        return
    for schema, name in sorted(live.snapshot.tables):
        if plan.ledger and name == plan.ledger[1]:
            option = f"`migrations: {{path: …, schema: {scalar(schema, in_flow=True)}}}`"
            yield f"{schema}.{name} is there: {option} if that is the ledger"


def _ledger_verdict(
    item: ItemSpec, findings: tuple[LedgerFinding, ...], missing: tuple[str, ...]
) -> Verdict:
    if item.kind == "applied":
        about = [
            one
            for one in findings
            if one.name == item.subject and one.state.value not in LEDGER_CHECKS
        ]
    else:
        about = [one for one in findings if one.state.value == item.subject]
    if not about:
        return Same()
    texts = [one.text.removeprefix(f"{item.title} ") for one in about]
    hints = (*texts[1:], *(missing if about[0].state is LedgerState.PENDING else ()))
    return Different(texts[0], found=about[0].state.value, hints=hints)
