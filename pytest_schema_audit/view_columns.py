"""What columns of views have that the query does not say: defaults, comments and aspects."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator

from .checks.aspects import told_value, unusual
from .manifest.aspects import keys_of
from .manifest.expectation import Expectation
from .model import Column, Snapshot
from .verdict import Finding

KINDS = ("view", "materialized view", "foreign table")
"""Kinds of relation whose columns need no entries; ``pg_attrdef`` has defaults of views too."""


def unusual_columns(snapshot: Snapshot, aspects: Collection[str]) -> Iterator[Column]:
    """List the columns of views that need an entry.

    :param aspects: the aspects that are on.
    """
    for one in snapshot.objects.values():
        if one.kind in KINDS:
            for column in snapshot.columns.get((one.schema, one.name), {}).values():
                if any(_unusual(snapshot, column, one.kind, aspects)):
                    yield column


def column_findings(
    snapshot: Snapshot,
    entry: Expectation,
    described: Container[tuple[str, str, str]],
    aspects: Collection[str],
) -> tuple[Finding, ...]:
    """List what the columns of a view have although no entry says so.

    :param entry: the view's own.
    :param described: schema, relation and name of columns that have an entry.
    :param aspects: the aspects that are on.
    """
    kind = entry.kind.replace("_", " ")
    if kind not in KINDS:
        return ()
    return tuple(
        Finding(f"{what} of column {column.name}", "", text)
        for column in snapshot.columns.get(entry.relation, {}).values()
        if (*entry.relation, column.name) not in described
        for what, text in _unusual(snapshot, column, kind, aspects)
    )


def _unusual(
    snapshot: Snapshot, column: Column, kind: str, aspects: Collection[str]
) -> Iterator[tuple[str, str]]:
    """List what needs an entry, each with its text; no text is empty."""
    if kind == "view" and column.default:
        yield "default", column.default
    if "comments" in aspects and column.comment:
        yield "comment", column.comment
    values = snapshot.aspects.get(("column", column.schema, column.table, column.name), {})
    for one in keys_of("column"):
        if one.asked(aspects) and one.key in values and unusual(values[one.key]):
            yield one.key, told_value(one.key, values[one.key]).removeprefix(f"{one.key} ")
