"""The entries of a manifest file that give numbers: totals of objects, rows of tables."""

from __future__ import annotations

from collections.abc import Iterator

from .expectation import Expectation
from .keys import TOTALS, check_keys
from .names import qualified_name
from .nodes import Node
from .reading import Reading
from .values import count, forms, place


def read_totals(reading: Reading, node: Node) -> Iterator[Expectation]:
    """Read ``totals:``.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    mapping = reading.mapping(node, "numbers of objects, as tables: 55")
    if mapping is None:
        return
    for key, entry in check_keys(reading, mapping, TOTALS, "`totals`").items():
        for form in forms(reading, entry.value):
            number = count(reading, form.value, form="a number")
            if number is not None:
                where = place(reading, entry, form)
                yield Expectation("total", "", "", key, number, where, form.condition)


def read_rows(reading: Reading, node: Node) -> Iterator[Expectation]:
    """Read ``rows:``.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    mapping = reading.mapping(node, "numbers of rows, as TABLE: 8")
    for entry in mapping.entries if mapping else ():
        name = qualified_name(reading, entry.key)
        if name is None:
            continue
        for form in forms(reading, entry.value):
            number = count(reading, form.value)
            if number is not None:
                where = place(reading, entry, form)
                yield Expectation("rows", *name, name[1], number, where, form.condition)
