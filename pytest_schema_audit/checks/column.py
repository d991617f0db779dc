"""Compare a column with what is expected of it."""

from __future__ import annotations

from ..model import Column
from ..notation import column_text
from ..verdict import Verdict
from .attributes import column_attributes
from .differ import findings
from .wording import verdict


def content(column: Column) -> tuple[object, ...]:
    """Return what makes two columns the same: everything but where they are."""
    return (
        column.type,
        column.collation,
        column.not_null,
        column.default,
        column.generated,
        column.identity,
        column.identity_options,
    )


def check_column(expected: Column, found: Column) -> Verdict:
    """Compare two columns in PostgreSQL's form, attribute by attribute."""
    if content(expected) == content(found):
        return verdict((), "")
    changes = findings(column_attributes(expected), column_attributes(found))
    return verdict(changes, column_text(found))
