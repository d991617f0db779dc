"""Compare indexes, and what keys guarantee, with what is expected of them.

A key constraint is two items. The guarantee is the constraint's: its columns, what it covers, how
it is held. How the index behind it works (method, operator classes, order) is the index's.
"""

from __future__ import annotations

from ..model import Constraint, Index
from ..notation import index_text
from ..verdict import Finding, Verdict
from .attributes import guarantee_attributes, index_attributes
from .differ import findings
from .wording import verdict


def content(index: Index) -> tuple[object, ...]:
    """Return what makes two indexes the same: everything but where they are."""
    return (index.unique, index.valid, index.constraint, index.definition)


def check_index(expected: Index, found: Index) -> Verdict:
    """Compare how two indexes behind keys work."""
    changes = findings(index_attributes(expected), index_attributes(found))
    return verdict(changes, index_text(found))


def check_whole_index(expected: Index, found: Index) -> Verdict:
    """Compare two indexes that are nothing but indexes."""
    if content(expected) == content(found):
        return verdict((), "")
    changes = findings(
        {**guarantee_attributes(expected, None), **index_attributes(expected)},
        {**guarantee_attributes(found, None), **index_attributes(found)},
    )
    if expected.constraint != found.constraint:
        changes = (*changes, Finding("constraint", "a bare index", "a constraint's index"))
    whole = (Finding("definition", index_text(expected), index_text(found)),)
    return verdict(changes or whole, index_text(found))


def check_guarantee(
    expected: tuple[Index, Constraint | None], found: tuple[Index, Constraint | None]
) -> Verdict:
    """Compare what two keys guarantee, each given by its index and its constraint if it has one."""
    ours, theirs = guarantee_attributes(*expected), guarantee_attributes(*found)
    shared = ours.keys() & theirs.keys()  # a bare index has no deferrability to differ in
    changes = findings(
        {name: value for name, value in ours.items() if name in shared},
        {name: value for name, value in theirs.items() if name in shared},
    )
    index, constraint = found
    return verdict(changes, constraint.definition if constraint else index_text(index))
