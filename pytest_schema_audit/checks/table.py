"""Compare a table's own traits with what is expected of them."""

from __future__ import annotations

from collections.abc import Sequence

from ..manifest.expectation import TableTraits
from ..manifest.fragments import FragmentKind, parse
from ..model import Table
from ..notation import table_text
from ..verdict import Finding, Verdict
from .differ import findings
from .parameters import alike_parameters, read_parameters
from .wording import verdict


def check_table(expected: TableTraits, found: Table) -> Verdict:
    """Compare persistence, row security, storage parameters, partitioning and parents."""
    changes = findings(_expected(expected, found), _found(found))
    return verdict(changes, table_text(found))


def check_column_order(expected: Sequence[str], found: Sequence[str]) -> Verdict:
    """Compare the order of the columns that both sides have.

    :param expected: names in the order of the manifest.
    :param found: names in the order of the table (``pg_attribute.attnum``).
    """
    ours = [name for name in expected if name in found]
    theirs = [name for name in found if name in expected]
    if ours == theirs:
        return verdict((), "")
    order = Finding("column order", f"({', '.join(ours)})", f"({', '.join(theirs)})")
    return verdict((order,), order.found)


def _expected(traits: TableTraits, found: Table) -> dict[str, object]:
    return {
        "persistence": traits.persistence,
        "row security": _security(traits.row_security),
        "forced row security": _security(traits.force_row_security),
        "with": alike_parameters(dict(traits.options), read_parameters(found.options)),
        "partition by": alike("partition_by", traits.partition_by, found.partition_by),
        "partition of": alike("partition_of", traits.partition_of, found.partition_of),
        "inherits": ", ".join(traits.inherits),
        "of": traits.of_type,
    }


def alike(kind: FragmentKind, expected: str, found: str) -> str:
    """Return the text found where both have one parse tree, else the text expected."""
    if not expected or not found or expected == found:
        return expected
    return found if parse(kind, expected) == parse(kind, found) else expected


def _found(table: Table) -> dict[str, object]:
    return {
        "persistence": table.persistence,
        "row security": _security(table.row_security),
        "forced row security": _security(table.force_row_security),
        "with": read_parameters(table.options),
        "partition by": table.partition_by,
        "partition of": table.partition_of,
        "inherits": ", ".join(table.inherits),
        "of": table.of_type,
    }


def _security(on: object) -> str:
    return "enabled" if on else "disabled"
