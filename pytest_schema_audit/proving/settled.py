"""A manifest in PostgreSQL's own words: to judge it again, the server is asked for changes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..canonical import printed
from ..evidence import Evidence, find, find_object
from ..manifest.expectation import Expectation, Text
from ..manifest.object_kinds import OBJECT_KINDS
from ..outline import ItemSpec, NodeSpec, Outline
from ..verdict import ItemKey, Same, Verdict


def settled(evidence: Evidence, verdicts: Mapping[ItemKey, Verdict]) -> Outline:
    """Write the entries that hold as PostgreSQL printed what they describe.

    Nothing else about them changes: an entry that holds and the text of its object mean the same.

    :param evidence: manifest and catalog.
    :param verdicts: of the items that the catalog answers.
    """
    made: dict[int, Expectation] = {}

    def entry_of(item: ItemSpec) -> tuple[Expectation, ...]:
        entry = evidence.expected.chosen.get(item.key)
        if entry is None:
            return item.expectations
        if id(entry) not in made:
            made[id(entry)] = _written(evidence, entry)
        return (made[id(entry)],)

    def item_of(item: ItemSpec) -> ItemSpec:
        asked = item.expectations and isinstance(verdicts.get(item.key), Same)
        return replace(item, expectations=entry_of(item)) if asked else item

    nodes = {
        path: tuple(NodeSpec(node.name, tuple(map(item_of, node.items))) for node in nodes)
        for path, nodes in evidence.outline.nodes.items()
    }
    return replace(evidence.outline, nodes=nodes)


def _written(evidence: Evidence, entry: Expectation) -> Expectation:
    if not isinstance(entry.value, Text) or entry.kind in {"sequence", "total", "rows"}:
        return entry
    if entry.kind in OBJECT_KINDS:
        if not OBJECT_KINDS[entry.kind].made:
            return entry  # no server is asked about these, whatever is written
        found = find_object(evidence.snapshot, entry)
        return replace(entry, value=Text(found.definition)) if found else entry
    form = find(evidence.snapshot, entry)
    if form is None:
        return entry
    text = printed((entry.schema, entry.table), entry.name, form).sql
    return replace(entry, value=Text(text))
