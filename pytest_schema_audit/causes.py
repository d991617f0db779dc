"""One cause, one text: what fails only because something else is not there says so in one line."""

from __future__ import annotations

from .evidence import Evidence
from .expected import entry_columns
from .manifest.expectation import Expectation, Text
from .manifest.fragments import parse
from .manifest.object_kinds import OBJECT_KINDS
from .model import QualifiedName
from .outline import ItemSpec, qualified
from .referenced import referenced_table
from .spelling import named_words, shown_name
from .verdict import Different, ItemKey

_RESTING = {"view", "materialized_view", "rule", "policy", "trigger", "statistics"}
"""Kinds of object whose definitions mention tables and columns that they need."""

_FOREIGN = {
    "foreign_server": "foreign_data_wrapper",
    "user_mapping": "foreign_server",
    "foreign_table": "foreign_server",
}
"""Kind of object -> the kind that it rests on."""


def cause_behind(evidence: Evidence, item: ItemSpec, entry: Expectation) -> Different | None:
    """Return the one-line verdict on a missing part of a table, if something else is to blame.

    :param item: its item.
    :param entry: what the manifest says of it.
    """
    return (
        gone_relation(evidence, entry)
        or gone_column(evidence, entry)
        or _gone_target(evidence, entry)
        or _gone_key(item, entry)
    )


def gone_table(evidence: Evidence, table: QualifiedName) -> Different | None:
    """Return the one-line verdict on what hangs on a table that is not there."""
    if table in evidence.snapshot.tables:
        return None
    return _missing(f"table {qualified(*table)}", evidence.expected.tables.get(table))


def gone_relation(evidence: Evidence, entry: Expectation) -> Different | None:
    """Return the one-line verdict on what belongs to a relation that is not there."""
    relation = (entry.schema, entry.table)
    if not entry.table or relation in evidence.snapshot.tables:
        return None
    if relation in evidence.expected.tables:
        return gone_table(evidence, relation)
    for key, owner in evidence.expected.chosen.items():
        is_relation = owner.kind in OBJECT_KINDS and bool(OBJECT_KINDS[owner.kind].parts)
        if is_relation and owner.relation == relation and not key.name.startswith("unexpected."):
            noun = OBJECT_KINDS[owner.kind].noun
            there = (noun, owner.schema, "", owner.name) in evidence.snapshot.objects
            return None if there else _missing(f"{noun} {qualified(*relation)}", key)
    return None


def gone_mentioned(evidence: Evidence, entry: Expectation) -> Different | None:
    """Return the one-line verdict on a definition that mentions what is not there any more.

    A view, a policy or a rule goes with the table or column it rests on (``DROP … CASCADE``).
    """
    if entry.kind in _FOREIGN:
        return _gone_server(evidence, entry)
    if entry.kind not in _RESTING or not isinstance(entry.value, Text):
        return None
    words = named_words(entry.value.sql)
    for table, cause in evidence.expected.tables.items():
        if table[1] in words and table not in evidence.snapshot.tables:
            return _missing(f"table {qualified(*table)}", cause)
    for (*where, name), cause in evidence.expected.columns.items():
        table = (where[0], where[1])
        if table == entry.relation and not entry.table:
            continue  # a view's own
        near = where[1] in words or table == entry.relation
        if name in words and near and name not in evidence.snapshot.columns.get(table, {}):
            return _missing(f"column {qualified(*where)}.{shown_name(name)}", cause)
    return None


def _gone_server(evidence: Evidence, entry: Expectation) -> Different | None:
    """A foreign server goes with its wrapper, and what uses the server with both."""
    text = entry.value.sql if isinstance(entry.value, Text) else ""
    words = named_words(f"{entry.name} {text}" if entry.kind == "user_mapping" else text)
    for key, owner in evidence.expected.chosen.items():
        if owner.kind == _FOREIGN[entry.kind] and owner.name in words:
            noun = OBJECT_KINDS[owner.kind].noun
            if (noun, "", "", owner.name) not in evidence.snapshot.objects:
                return _missing(f"{noun} {owner.name}", key)
    return None


def gone_column(evidence: Evidence, entry: Expectation) -> Different | None:
    """Return the one-line verdict on what hangs on a column that is not there."""
    table = (entry.schema, entry.table)
    return _first_gone(evidence, table, entry_columns(entry))


def _gone_target(evidence: Evidence, entry: Expectation) -> Different | None:
    """A foreign key goes with the table or column it refers to (``DROP … CASCADE``)."""
    if entry.kind != "foreign_key" or not isinstance(entry.value, Text):
        return None
    schema, name, columns = referenced_table(parse("foreign_key", entry.value.sql))
    for table in [(schema, name)] if schema else [("public", name), (entry.schema, name)]:
        if table in evidence.expected.tables:
            return gone_table(evidence, table) or _first_gone(evidence, table, columns)
    return None


def _gone_key(item: ItemSpec, entry: Expectation) -> Different | None:
    """The index behind a key goes with the key."""
    if item.kind == entry.kind:
        return None
    word, table = entry.kind.replace("_", " "), qualified(entry.schema, entry.table)
    key = f"{word} {table}.{shown_name(entry.name)}"
    name = item.key.name.removeprefix(item.kind)
    return _missing(key, item.key._replace(name=f"{entry.kind}{name}"))


def _first_gone(
    evidence: Evidence, table: QualifiedName, columns: frozenset[str]
) -> Different | None:
    there = evidence.snapshot.columns.get(table, {})
    for name in sorted(columns - there.keys()):
        cause = evidence.expected.columns.get((*table, name))
        if cause:
            return _missing(f"column {qualified(*table)}.{shown_name(name)}", cause)
    return None


def _missing(what: str, cause: ItemKey | None) -> Different:
    return Different(f"{what} is missing", cause=cause)
