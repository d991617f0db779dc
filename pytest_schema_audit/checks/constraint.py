"""Compare foreign keys and checks with what is expected of them."""

from __future__ import annotations

from ..model import Constraint
from ..verdict import Finding, Verdict
from .attributes import constraint_attributes
from .differ import findings
from .wording import verdict

WORDS = {
    "p": "primary key",
    "u": "unique constraint",
    "f": "foreign key",
    "c": "check",
    "x": "exclusion",
}
"""``pg_constraint.contype`` in words."""


def check_constraint(expected: Constraint, found: Constraint) -> Verdict:
    """Compare two foreign keys or two checks in PostgreSQL's form."""
    if (expected.type, expected.definition) == (found.type, found.definition):
        return verdict((), "")
    if expected.type != found.type:
        changes = (Finding("kind", WORDS[expected.type], WORDS[found.type]),)
        return verdict(changes, found.definition)
    differing = findings(constraint_attributes(expected), constraint_attributes(found))
    whole = (Finding("definition", expected.definition, found.definition),)
    return verdict(differing or whole, found.definition)
