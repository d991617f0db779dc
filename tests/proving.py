"""A prover of drift over a database of a test's own, with a manifest that init wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from pytest_schema_audit.evidence import Evidence
from pytest_schema_audit.first import MAIN
from pytest_schema_audit.kinds import PLURALS
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.outline import Outline, outline
from pytest_schema_audit.proving.catalogue import MUTATIONS, proofs
from pytest_schema_audit.proving.connection import PreparingConnection
from pytest_schema_audit.proving.mutation import Mutation
from pytest_schema_audit.proving.prove import Prover
from pytest_schema_audit.reading import evidence_now
from pytest_schema_audit.verdict import Verdict
from pytest_schema_audit.verdicts import verdicts
from tests.property.audits import Bench, bench


@contextmanager
def proving(conninfo: str, *scripts: str, aspects: tuple[str, ...] = ()) -> Iterator[Prover]:
    """Make a schema, describe it, and be ready to change it."""
    with bench(conninfo) as opened:
        opened.make(scripts)
        opened.write(opened.first(aspects=aspects))
        _add_figures(opened)
        made = outline(load_suite(opened.folder), [], proofs=[])
        evidence = _evidence(opened, made)
        with opened.conn.transaction(force_rollback=True):
            answers = verdicts(evidence, lambda: nullcontext(opened.conn))
        with PreparingConnection.connect(conninfo, autocommit=True, prepare_threshold=None) as conn:
            yield Prover.on(
                conn, evidence, answers, lambda conn: evidence_now(conn, made, frozenset())
            )


def _evidence(opened: Bench, made: Outline) -> Evidence:
    with opened.conn.transaction():
        return evidence_now(opened.conn, made, frozenset())


def _add_figures(opened: Bench) -> None:
    """Give the manifest a total of every kind that is there, and the rows of one table."""
    found = Counter(PLURALS[one.kind] for one in _evidence(opened, opened.outline()).found)
    totals = "".join(f"  {plural}: {number}\n" for plural, number in found.items())
    path = opened.folder / MAIN
    path.write_text(f"{path.read_text()}totals:\n{totals}rows:\n  shop.plain: 1\n")


def covered(prover: Prover) -> list[Mutation]:
    """The kinds of drift that the prover's manifest covers."""
    names = set(proofs(prover.scene.evidence.outline.suite))
    return [mutation for mutation in MUTATIONS if mutation.name in names]


def answers(prover: Prover) -> dict[str, Verdict]:
    """The verdict on every kind of drift."""
    return {mutation.name: prover.verdict(mutation) for mutation in covered(prover)}
