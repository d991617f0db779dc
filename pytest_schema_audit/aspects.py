"""Aspects: which of them to read, and what entries say of the objects that were found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .checks.aspects import shown, told_value, unusual
from .checks.objects import Found
from .kinds import WITHIN_TABLES
from .manifest.aspects import keys_of
from .manifest.expectation import Expectation, Suite
from .manifest.object_kinds import OBJECT_KINDS
from .model import AspectText, AspectValue, ObjectKey, Snapshot

_PARTS = {"column": "column", "index": "index", "primary_key": "index", "unique": "index"}
_PARTS |= {"exclusion": "index"}

_USUAL_COMMENTS = {
    Found("schema", "", "", "public"): "standard public schema",
    Found("extension", "", "", "plpgsql"): "PL/pgSQL procedural language",
}
"""What initdb says of what every new database has."""


def aspects_to_read(suite: Suite) -> frozenset[str]:
    """Return the aspects that are on, and those that any entry says something of."""
    entries = [entry for file in suite.files for entry in file.expectations]
    written = {(entry.kind, key) for entry in entries for key, _ in entry.aspects}
    said = {one.aspect for kind, key in written for one in keys_of(kind) if one.key == key}
    commented = {"comments"} if any(entry.comment is not None for entry in entries) else ()
    return frozenset({*said, *suite.aspects, *commented})


def values_of(snapshot: Snapshot, entry: Expectation) -> Mapping[str, AspectValue]:
    """Return what the object that an entry describes has of aspects, by key."""
    return snapshot.aspects.get(_object_of(entry), {})


def _object_of(entry: Expectation) -> ObjectKey:
    if entry.kind == "table":
        return "table", entry.schema, "", entry.table
    if entry.kind in OBJECT_KINDS:
        return OBJECT_KINDS[entry.kind].noun, entry.schema, entry.table, entry.name
    return _PARTS.get(entry.kind, entry.kind), entry.schema, entry.table, entry.name


def has_unusual(snapshot: Snapshot, found: Found, aspects: Collection[str]) -> bool:
    """Say whether an object has something, of aspects that are on, that an entry would have to say.

    :param snapshot: what was read.
    :param found: the object.
    :param aspects: the aspects that are on.
    """
    return any(True for _ in _unusual(snapshot, found, aspects))


def said_of(
    snapshot: Snapshot, entry: Expectation, aspects: Collection[str]
) -> tuple[tuple[str, AspectText], ...]:
    """Return what an entry has to say of an object: what is not usual, of aspects that are on."""
    values = values_of(snapshot, entry)
    keys = [one.key for one in keys_of(entry.kind) if one.asked(aspects)]
    return tuple((key, shown(key, values[key])) for key in keys if _is_unusual(values.get(key)))


def brought_up_to_date(
    snapshot: Snapshot, entry: Expectation, keys: Collection[str], aspects: Collection[str]
) -> tuple[tuple[str, AspectText], ...]:
    """Return what an entry says of aspects, with what is found where it differs.

    What is usual is not said, unless the aspect is off: then the entry asks for it.

    :param snapshot: what was read.
    :param entry: the entry.
    :param keys: the keys that differ.
    :param aspects: the aspects that are on.
    """
    values, said = values_of(snapshot, entry), dict(entry.aspects)
    for one in keys_of(entry.kind):
        if one.key not in keys:
            continue
        value = values.get(one.key)
        if value and (unusual(value) or (one.key in said and not one.asked(aspects))):
            said[one.key] = shown(one.key, value)
        else:
            said.pop(one.key, None)
    return tuple((one.key, said[one.key]) for one in keys_of(entry.kind) if one.key in said)


def last_written(values: Mapping[str, AspectValue], keys: Collection[str]) -> int | None:
    """Return the transaction that wrote what some keys are about; 0 where one is not known.

    :param values: what an object has of aspects.
    :param keys: what differs; other attributes among them give ``None``.
    """
    if not keys or any(key not in values for key in keys):
        return None
    written = [values[key].xid for key in keys]
    return max(written) if all(written) else 0


def unusual_text(snapshot: Snapshot, found: Found, aspects: Collection[str]) -> str:
    """Say what an object has that is not as usual; empty for nothing.

    :param snapshot: what was read.
    :param found: the object.
    :param aspects: the aspects that are on.
    """
    return "; ".join(_unusual(snapshot, found, aspects))


def _unusual(snapshot: Snapshot, found: Found, aspects: Collection[str]) -> Iterator[str]:
    kind = found.kind.replace(" ", "_")
    values = snapshot.aspects.get((_PARTS.get(kind, found.kind), *found[1:]), {})
    for one in keys_of(kind):
        if one.asked(aspects) and one.key in values and unusual(values[one.key]):
            yield told_value(one.key, values[one.key])
    comment = _comment_on(snapshot, found) if "comments" in aspects else None
    if comment and not is_usual_comment(found, comment):
        yield f"comment {comment}"
    index = snapshot.indexes.get((found.schema, found.table), {}).get(found.name)
    if index and index.apart and kind in _PARTS and kind != "column":
        yield f"options {', '.join(index.options) or 'none'}"


def is_usual_comment(found: Found, comment: str) -> bool:
    """Say whether a comment is the one that every new database has on an object."""
    return _USUAL_COMMENTS.get(found) == comment


def _comment_on(snapshot: Snapshot, found: Found) -> str | None:
    table, name = (found.schema, found.table), found.name
    if found.kind == "column":
        column = snapshot.columns.get(table, {}).get(name)
        return column.comment if column else None
    if found.kind == "sequence":
        sequence = snapshot.sequences.get((found.schema, name))
        return sequence.comment if sequence else None
    if found.kind not in WITHIN_TABLES:
        one = snapshot.objects.get(found)
        return one.comment if one else None
    index, constraint = (
        held.get(table, {}).get(name) for held in (snapshot.indexes, snapshot.constraints)
    )
    part = index if found.kind == "index" else constraint
    return part.comment if part else None


def _is_unusual(value: AspectValue | None) -> bool:
    return value is not None and unusual(value)
