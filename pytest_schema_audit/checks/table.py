"""Compare a table's own traits with what is expected of them."""

from __future__ import annotations

from collections.abc import Sequence

from ..manifest.expectation import TableTraits
from ..manifest.fragments import FragmentKind, parse
from ..model import Table
from ..notation import table_text
from ..verdict import Finding, Verdict
from .differ import findings
from .wording import verdict

_TRUE = {"on", "yes", "true", "1", "y", "t"}
_FALSE = {"off", "no", "false", "0", "n", "f"}


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
        "with": _alike_parameters(dict(traits.options), _parameters(found)),
        "partition by": _alike("partition_by", traits.partition_by, found.partition_by),
        "partition of": _alike("partition_of", traits.partition_of, found.partition_of),
        "inherits": ", ".join(traits.inherits),
    }


def _alike(kind: FragmentKind, expected: str, found: str) -> str:
    """Return the text found where both have one parse tree, else the text expected."""
    if not expected or not found:
        return expected
    return found if parse(kind, expected) == parse(kind, found) else expected


def _found(table: Table) -> dict[str, object]:
    return {
        "persistence": table.persistence,
        "row security": _security(table.row_security),
        "forced row security": _security(table.force_row_security),
        "with": _parameters(table),
        "partition by": table.partition_by,
        "partition of": table.partition_of,
        "inherits": ", ".join(table.inherits),
    }


def _security(on: object) -> str:
    return "enabled" if on else "disabled"


def _parameters(table: Table) -> dict[str, str]:
    parts = (option.partition("=") for option in table.options)
    return {name: value for name, _, value in parts}


def _alike_parameters(expected: dict[str, str], found: dict[str, str]) -> dict[str, str]:
    """PostgreSQL keeps a parameter as it was written: ``off`` and ``false`` are one value."""
    pairs = ((name, value, found.get(name, "")) for name, value in expected.items())
    return {name: there if _one_value(value, there) else value for name, value, there in pairs}


def _one_value(one: str, other: str) -> bool:
    values = {one.lower(), other.lower()}
    return len(values) == 1 or values <= _TRUE or values <= _FALSE
