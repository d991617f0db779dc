"""Make each kind of drift on a copy of the audited database, and judge the copy again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeAlias

from psycopg import Connection, Error

from ..catalog.read import pin_settings
from ..evidence import Evidence
from ..outline import ItemSpec
from ..verdict import CannotTell, Different, Finding, ItemKey, NotAsked, Same, Verdict
from ..verdicts import verdicts
from .catalogue import MUTATIONS
from .change import Change, Red
from .differences import contents, differences
from .explained import explained
from .mutation import Mutation
from .scene import Scene
from .settled import settled

Read: TypeAlias = Callable[[Connection[Any]], Evidence]
"""Reads catalog and row counts in a connection's current transaction."""

_MOST = 60
"""How many changes are tried until PostgreSQL accepts one."""


def prove(
    conn: Connection[Any], evidence: Evidence, answers: Mapping[ItemKey, Verdict], read: Read
) -> dict[ItemKey, Verdict]:
    """Answer the items ``prove.*`` of an outline.

    Every change is made in a transaction of its own that is rolled back.

    :param conn: a connection outside any transaction, on a copy of the audited database.
    :param evidence: what the audit found.
    :param answers: the verdicts on it.
    :param read: reads the copy as the audit read the database.
    """
    wanted = {item.subject: item for item in evidence.outline.items() if item.kind == "prove"}
    prover = Prover.on(conn, evidence, answers, read)
    return {
        wanted[mutation.name].key: prover.verdict(mutation)
        for mutation in MUTATIONS
        if mutation.name in wanted
    }


@dataclass(frozen=True)
class Prover:
    """Changes a database, and compares what turns red with what must.

    :ivar conn: a connection to the copy, outside any transaction.
    :ivar scene: the database before any change.
    :ivar read: reads it as the audit does.
    """

    conn: Connection[Any]
    scene: Scene
    read: Read

    @classmethod
    def on(
        cls,
        conn: Connection[Any],
        evidence: Evidence,
        answers: Mapping[ItemKey, Verdict],
        read: Read,
    ) -> Prover:
        """Judge the copy once without any change: what does not hold then proves nothing."""
        outline = settled(evidence, answers)
        with conn.transaction(force_rollback=True):
            same = replace(read(conn), outline=outline)
            before = verdicts(same, lambda: nullcontext(conn))
        return cls(conn, Scene(same, before), read)

    def verdict(self, mutation: Mutation) -> Verdict:
        """Return whether a kind of drift is caught, or why that cannot be shown here."""
        major = self.scene.snapshot.major
        if major < mutation.since:
            return NotAsked(f"not provable here: PostgreSQL {major} does not have it")
        refusal = ""
        fitting = filter(self.scene.fits, mutation.changes(self.scene))
        for change in islice(fitting, _MOST):
            outcome = self._tried(change)
            if not isinstance(outcome, str):
                return outcome
            refusal = outcome
        reason = f"PostgreSQL says: {refusal}" if refusal else mutation.lacking
        return NotAsked(f"not provable here: {reason}")

    def _tried(self, change: Change) -> Verdict | str:
        """Make one change and judge it; return PostgreSQL's message if it refuses."""
        with self.conn.transaction(force_rollback=True):
            refusal = self._made(change.statements)
            if refusal is not None:
                return refusal
            after = replace(self.read(self.conn), outline=self.scene.evidence.outline)
            answers = verdicts(after, lambda: nullcontext(self.conn))
        return _judged(Judged(self.scene, after, answers), change)

    def _made(self, statements: Iterable[str]) -> str | None:
        try:
            with self.conn.transaction():
                pin_settings(self.conn)
                if self.conn.info.parameter_status("is_superuser") == "on":
                    # A user's event trigger would see our changes; replica mode silences it.
                    self.conn.execute("SET LOCAL session_replication_role = replica")
                self.conn.execute("SET LOCAL check_function_bodies = off")
                self.conn.execute("SET LOCAL search_path = pg_catalog, public")
                for statement in statements:
                    self.conn.execute(statement.encode())
        except Error as error:
            return str(error.diag.message_primary or error)
        return None


@dataclass(frozen=True)
class Judged:
    """The database after a change, and what the audit says of it.

    :ivar before: the database as it was.
    :ivar after: what is read of it now.
    :ivar answers: the verdicts on that.
    """

    before: Scene
    after: Evidence
    answers: Mapping[ItemKey, Verdict]

    def turned_red(self) -> dict[ItemKey, Verdict]:
        """Return the items that hold before the change and not after it."""
        return {
            key: verdict
            for key, verdict in self.answers.items()
            if isinstance(verdict, Different | CannotTell)
            and not isinstance(self.before.verdicts[key], Different | CannotTell)
        }


def _judged(judged: Judged, change: Change) -> Verdict:
    red = judged.turned_red()
    items = judged.before.items
    wanted = {items[one.subject].key: one for one in change.red}
    findings = [
        Finding(_path(items[one.subject]), f"to fail{_about(one)}", _shown(judged.answers[key]))
        for key, one in wanted.items()
        if not _satisfies(judged.answers[key], one)
    ]
    changed = differences(judged.before.contents, contents(judged.after.snapshot))
    for item in judged.before.items.values():
        if item.key not in red or item.key in wanted:
            continue
        if not (change.cascades and explained(item, red, judged.before, judged.after, changed)):
            findings.append(Finding(_path(item), "to hold", _shown(red[item.key])))
    if not findings:
        return Same()
    sql = ";\n".join(change.statements)
    seen = red.keys() & wanted.keys()
    summary = "is not caught for what it is" if seen else "is not caught"
    return Different(summary, tuple(findings), sql)


def _satisfies(verdict: Verdict, red: Red) -> bool:
    if not isinstance(verdict, Different):
        return False
    if red.attribute and not any(_is_about(one.path, red.attribute) for one in verdict.findings):
        return False
    return any(red.text in said for said in (verdict.summary, *verdict.unexpected))


def _is_about(path: str, attribute: str) -> bool:
    """Tell ``on`` from ``definition``: a finding's path holds the attribute as whole words."""
    return bool(re.search(rf"(^|[ .]){re.escape(attribute)}([ .]|$)", path))


def _path(item: ItemSpec) -> str:
    return f"{item.key.node}::{item.key.name}"


def _about(red: Red) -> str:
    said = red.attribute or red.text
    return f" and to name {said}" if said else ""


def _shown(verdict: Verdict) -> str:
    if isinstance(verdict, Different):
        return f"it fails: {verdict.summary}"
    return f"it cannot tell: {verdict.reason}" if isinstance(verdict, CannotTell) else "it holds"
