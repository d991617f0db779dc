"""Entries of one name: legal only where no server's major is meant by two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from .errors import Mistakes, shown_place
from .expectation import Expectation, Place, Waiver
from .nodes import Source, Span

RELATIONS: Final = frozenset(
    {
        "table",
        "index",
        "sequence",
        "unique",
        "primary_key",
        "exclusion",
        "view",
        "materialized_view",
        "foreign_table",
    }
)
"""Kinds that share PostgreSQL's names of relations (``pg_class``) within a schema."""


def note_duplicates(
    files: Iterable[tuple[Source, Sequence[Expectation]]], mistakes: Mistakes
) -> None:
    """Note every entry that says again what another one says.

    :param files: each file with its expectations, in the order of the suite.
    :param mistakes: takes the mistakes.
    """
    seen: dict[tuple[str, ...], list[tuple[Source, Expectation]]] = {}
    for source, expectations in files:
        for expectation in expectations:
            for identity in _identities(expectation):
                earlier = seen.setdefault(identity, [])
                first = next((e for e in earlier if _overlap(e[1], expectation)), None)
                if first is not None:
                    _note(first, (source, expectation), mistakes)
                    break
                earlier.append((source, expectation))


def _identities(expectation: Expectation) -> Iterator[tuple[str, ...]]:
    """Give everything of which there can be one only."""
    kind = expectation.kind
    if kind in RELATIONS:
        yield "relation", expectation.schema, expectation.name
    else:
        yield kind, expectation.schema, expectation.table, expectation.name
    if kind == "primary_key":
        yield kind, expectation.schema, expectation.table


def _overlap(first: Expectation, second: Expectation) -> bool:
    a, b = first.condition, second.condition
    return a is None or b is None or (a.lowest <= b.highest and b.lowest <= a.highest)


def _note(
    first: tuple[Source, Expectation], second: tuple[Source, Expectation], mistakes: Mistakes
) -> None:
    there, here = first[1].place, second[1].place
    noun = second[1].kind.replace("_", " ")
    message = f"{noun} `{second[1].name}` is described twice"
    if first[1].name != second[1].name:
        message = f"a second primary key of `{second[1].table}`"
    elif first[1].kind != second[1].kind:
        message = f"{noun} `{second[1].name}` has the name of another entry"
    expected = "only one of them"
    if first[1].condition or second[1].condition:
        expected = "conditions of which no major meets two"
    text = f"{message}; the other is {shown_place(there)}"
    mistakes.add(second[0], _span(here), text, expected=expected)


def note_waived_twice(files: Iterable[tuple[Source, Sequence[Waiver]]], mistakes: Mistakes) -> None:
    """Note every waiver of what another one waives already: one that ended would be hidden by it.

    What the migrations make and a live database are different, and may have one each.

    :param files: each file with its waivers, in the order of the suite.
    :param mistakes: takes the mistakes.
    """
    seen: dict[tuple[str, bool], Waiver] = {}
    for source, waivers in files:
        for waiver in waivers:
            first = seen.setdefault((waiver.item_name, waiver.of_live), waiver)
            if first is not waiver:
                message = (
                    f"`{waiver.item_name}` is waived twice; the other is {shown_place(first.place)}"
                )
                span = _span(waiver.place)
                mistakes.add(source, span, message, expected="only one of them")


def _span(place: Place) -> Span:
    return Span(place.line - 1, place.column - 1, 0, 0)
