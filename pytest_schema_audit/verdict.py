"""The answers an audit gives: same, different, cannot tell; and what is skipped, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

NO_MIGRATION = "no migration"
"""Stands where a place of a migration would, for what none of them made."""


class ItemKey(NamedTuple):
    """What one expectation is looked up by: the three parts of its node id.

    :ivar file: absolute path of the manifest file.
    :ivar node: the table or pseudo-table, already percent-encoded.
    :ivar name: ``<kind>.<object>``, already percent-encoded.
    """

    file: str
    node: str
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One attribute that differs.

    :ivar path: the attribute, in PostgreSQL's words (``type``, ``predicate``, ``keys[1].opclass``).
    :ivar expected: what the manifest asks for; empty where it asks for nothing there.
    :ivar found: what the catalog has; empty where it has nothing there.
    """

    path: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Same:
    """What was found is what was expected."""


@dataclass(frozen=True, slots=True)
class Different:
    """Drift.

    :ivar summary: what follows the object's name in the title, on one line.
    :ivar findings: the attributes that differ; none for a missing or unexpected object.
    :ivar found: the whole definition found, in the notation of the manifest; empty when missing.
    :ivar hints: whole sentences: a rename, a spelling to write, the reason PostgreSQL gave.
    :ivar cause: the item that carries the whole text of this drift's cause, if not this one.
    :ivar unexpected: the objects found that nothing describes, as ``kind name`` texts.
    :ivar made_by: ``file:line`` of the migration statement behind what was found, if known.
    :ivar behind: ``file:line`` of other statements behind the drift: those of several unexpected
        objects, or the one that dropped or renamed what is missing.
    :ivar refused: why PostgreSQL would not make what is expected; empty where it did.
    """

    summary: str
    findings: tuple[Finding, ...] = ()
    found: str = ""
    hints: tuple[str, ...] = ()
    cause: ItemKey | None = None
    unexpected: tuple[str, ...] = ()
    made_by: str = ""
    behind: tuple[str, ...] = ()
    refused: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether nothing was found at all."""
        return not (self.found or self.unexpected or self.findings)


@dataclass(frozen=True, slots=True)
class CannotTell:
    """No answer could be had: a failure that says why.

    :ivar reason: one sentence, then details on further lines.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class NotAsked:
    """The expectation's condition is not met on this server: skipped with the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Waived:
    """Drift that the team has accepted for now.

    :ivar reason: what the waiver says: why, whose, until when.
    :ivar drift: the difference itself.
    """

    reason: str
    drift: Different


Verdict: TypeAlias = Same | Different | CannotTell | NotAsked | Waived
"""Exactly one of these belongs to every item of an audit that was made."""
