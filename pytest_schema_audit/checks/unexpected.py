"""What exists without an entry, and what a team has said may exist."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from ..kinds import PLURALS, slug
from ..manifest.expectation import IgnoreRule
from ..verdict import Different, Same, Verdict
from .objects import BUILT_IN, Found


@dataclass(frozen=True, slots=True)
class Openness:
    """What a suite leaves open.

    :ivar rules: the ``ignore:`` entries.
    :ivar allowed: plurals of kinds whose unlisted objects are allowed.
    """

    rules: tuple[IgnoreRule, ...]
    allowed: Collection[str]

    def tolerates(self, found: Found) -> bool:
        """Say whether an object may exist without an entry."""
        if PLURALS[found.kind] in self.allowed or _group(found) in self.allowed:
            return True
        return any(matches(rule, found) for rule in self.rules)


def matches(rule: IgnoreRule, found: Found) -> bool:
    """Say whether an ``ignore:`` rule is about this object, by its name or ``table.name``."""
    if rule.kind not in {found.kind, _group(found)}:
        return False
    if not fnmatchcase(found.schema, rule.schema):
        return False
    names = {found.name, f"{found.table}.{found.name}" if found.table else found.name}
    if rule.excepted and any(fnmatchcase(name, rule.excepted) for name in names):
        return False
    return any(fnmatchcase(name, rule.name) for name in names)


def _group(found: Found) -> str:
    """Constraints of all kinds are one group in a table's ``unexpected`` items."""
    constraint = found.kind in {"primary key", "foreign key", "check", "exclusion", "unique"}
    return "constraints" if constraint else found.kind


def check_unexpected(found: Iterable[Found], openness: Openness) -> Verdict:
    """Return the verdict on objects that no entry describes."""
    labels = tuple(sorted(entry.label for entry in found if not openness.tolerates(entry)))
    if not labels:
        return Same()
    shown = labels[0] if len(labels) == 1 else f"{len(labels)} objects that no entry describes"
    summary = f"found {shown}" + (", which no entry describes" if len(labels) == 1 else "")
    return Different(summary=summary, unexpected=labels)


def check_ignore(rules: Sequence[IgnoreRule], found: Iterable[Found]) -> Verdict:
    """An ``ignore:`` that matches nothing is an error: it hides whatever comes to match it.

    :param rules: what one entry stands for: several rules for a family of partitions.
    :param found: every object.
    """
    if any(matches(rule, entry) for entry in found for rule in rules):
        return Same()
    return Different(
        summary=f"matches no {rules[0].kind} of the database",
        hints=("remove the rule, or mend its pattern",),
    )


def check_limit(schema: str, found: Container[tuple[str, str, str, str]]) -> Verdict:
    """A suite limited to a schema that is not there leaves another one open that is meant.

    :param schema: one of those that ``schemas:`` names.
    :param found: every object, also what PostgreSQL made: ``public``.
    """
    if ("schema", "", "", schema) in found:
        return Same()
    return Different(
        summary="there is no such schema in the database",
        hints=("take it out of `schemas:`, or mend its spelling",),
    )


def check_total(
    expected: int, kind: str, found: Collection[Found], described: Collection[Found]
) -> Verdict:
    """Compare a figure, and name the objects behind its difference."""
    actual = {entry for entry in found if entry.kind == kind}
    if len(actual) == expected:
        return Same()
    wanted = {entry for entry in described if entry.kind == kind} - BUILT_IN
    extra = sorted(entry.label for entry in actual - wanted)
    gone = sorted(entry.label for entry in wanted - actual)
    hints = [f"missing: {label}" for label in gone]
    if not extra and not gone:
        hints.append(f"what the manifest describes comes to {len(wanted)}")
    return Different(
        summary=f"expected {expected}, found {len(actual)}",
        found=str(len(actual)),
        unexpected=tuple(extra),
        hints=tuple(hints),
    )


def kind_of(plural: str) -> str:
    """Return the kind whose plural a figure or an ``unexpected`` item names."""
    return next(kind for kind, name in PLURALS.items() if slug(name) == slug(plural))
