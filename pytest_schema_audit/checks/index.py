"""Compare indexes, and what keys guarantee, with what is expected of them.

A key constraint is two items. The guarantee is the constraint's: its columns, what it covers, how
it is held. How the index behind it works (method, operator classes, order) is the index's.
"""

from __future__ import annotations

import json

from ..manifest.fragments import parse
from ..model import Constraint, Index
from ..notation import index_text
from ..verdict import Finding, Verdict
from .attributes import Attributes, guarantee_attributes, index_attributes
from .differ import findings
from .parameters import alike_parameters, meant
from .wording import verdict


def content(index: Index) -> tuple[object, ...]:
    """Return what makes two indexes the same: everything but where they are."""
    return (index.unique, index.valid, index.constraint, *_definition(index))


def _definition(index: Index) -> tuple[object, ...]:
    """Return a definition, and what its storage parameters mean apart from it."""
    if not index.options:
        return (index.definition,)
    element = json.loads(parse("index", index.definition))
    element.pop("options", None)
    return (json.dumps(element), meant(index.options))


def _working(expected: Index, found: Index) -> tuple[Attributes, Attributes]:
    """Name what says how two indexes work, their parameters in one spelling."""
    ours, theirs = index_attributes(expected), index_attributes(found)
    options, there = ours.get("options"), theirs.get("options")
    if isinstance(options, dict) and isinstance(there, dict):
        ours = {**ours, "options": alike_parameters(options, there)}
    return ours, theirs


def check_index(expected: Index, found: Index) -> Verdict:
    """Compare how two indexes behind keys work."""
    changes = findings(*_working(expected, found))
    return verdict(changes, index_text(found))


def check_whole_index(expected: Index, found: Index) -> Verdict:
    """Compare two indexes that are nothing but indexes."""
    if content(expected) == content(found):
        return verdict((), "")
    ours, theirs = _working(expected, found)
    changes = findings(
        {**guarantee_attributes(expected, None), **ours},
        {**guarantee_attributes(found, None), **theirs},
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
