"""Whether an item that turned red beside the others has a reason to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..checks.objects import Found
from ..checks.unexpected import kind_of
from ..evidence import Evidence
from ..expected import described
from ..outline import ItemSpec
from ..verdict import Different, ItemKey, Verdict
from .scene import Scene


def explained(
    item: ItemSpec,
    red: Mapping[ItemKey, Verdict],
    before: Scene,
    after: Evidence,
    changed: Collection[Found],
) -> bool:
    """Say whether what an item is about has changed, or what it names as its cause is red.

    :param red: the items that turned red.
    :param before: the database before the change.
    :param after: the database after it.
    :param changed: every object that reads differently now.
    """
    verdict = red[item.key]
    if isinstance(verdict, Different) and verdict.cause is not None:
        return verdict.cause in red
    entry = before.evidence.expected.chosen.get(item.key)
    if item.kind == "rows" and entry:
        table = (entry.schema, entry.table)
        return before.evidence.row_counts.get(table) != after.row_counts.get(table)
    return any(_concerns(item, found, before) for found in changed)


def _concerns(item: ItemSpec, found: Found, before: Scene) -> bool:
    entry = before.evidence.expected.chosen.get(item.key)
    if item.kind == "ignore":
        return found.kind == item.subject.partition(" ")[0]
    if item.kind == "limit":
        return found == Found("schema", "", "", item.subject)
    if item.kind in {"unexpected", "total"} and (entry is None or not entry.table):
        return found.kind == kind_of(item.subject)
    if entry is None:
        return False
    if item.kind in {"unexpected", "table"}:
        own = (found.schema, found.table) == (entry.schema, entry.table)
        return own or found == Found("table", entry.schema, "", entry.table)
    return found in set(described(entry))
