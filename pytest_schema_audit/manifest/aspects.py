"""The keys of an entry that belong to aspects: owners, privileges, storage, statistics."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from .grants import read_grants
from .nodes import Entry, Node
from .reading import Reading

if TYPE_CHECKING:
    from ..model import AspectText

_TYPES: Final = ("enum", "domain", "composite_type", "range_type", "base_type")
_ROUTINES: Final = ("function", "procedure", "aggregate")
_RELATIONS: Final = ("table", "view", "materialized_view", "foreign_table", "sequence")
_INDEXES: Final = ("index", "primary_key", "unique", "exclusion")
_PARTED: Final = (
    *("primary_key", "unique", "exclusion", "column"),
    *("domain", "composite_type", "range_type", "foreign_table"),
)
"""Kinds with parts that can have a comment and have no entry of their own."""

_GRANTED: Final = (
    *_RELATIONS,
    "column",
    *_TYPES,
    *_ROUTINES,
    "schema",
    "language",
    "foreign_data_wrapper",
    "foreign_server",
    "default_privilege",
)
_DEPENDENT: Final = (*_ROUTINES, *_INDEXES, "trigger", "materialized_view")
"""Kinds that can be dropped with an extension (ALTER … DEPENDS ON EXTENSION)."""

_OWNED: Final = (
    *_RELATIONS,
    *_TYPES,
    *_ROUTINES,
    "collation",
    "conversion",
    "operator",
    "operator_class",
    "operator_family",
    "text_search_configuration",
    "text_search_dictionary",
    "statistics",
    "schema",
    "extension",
    "language",
    "foreign_data_wrapper",
    "foreign_server",
    "publication",
    "subscription",
    "event_trigger",
)


ALWAYS: Final = ""
"""Stands for an aspect where a key belongs to none and is always compared."""


@dataclass(frozen=True, slots=True)
class AspectKey:
    """A key of entries that belongs to an aspect.

    :ivar key: as it is written.
    :ivar aspect: one of :data:`pytest_schema_audit.kinds.ASPECTS`, or :data:`ALWAYS`.
    :ivar kinds: kinds of entry that may have it.
    :ivar form: what stands there, for messages.
    :ivar by_name: whether it holds texts by name.
    :ivar since: the first major that has it.
    """

    key: str
    aspect: str
    kinds: tuple[str, ...]
    form: str
    by_name: bool = False
    since: int = 0

    def asked(self, aspects: Collection[str]) -> bool:
        """Say whether it is compared of every object, given the aspects that are on."""
        return self.aspect == ALWAYS or self.aspect in aspects


_MEMBER_GRANTS: Final = "{function f(integer): EXECUTE to app}"
_NOT_NULL: Final = "{validity: not valid, inheritance: no inherit, name: CONSTRAINT}"

ASPECT_KEYS: Final = (
    AspectKey("owner", "owners", _OWNED, "a role"),
    AspectKey("grants", "privileges", _GRANTED, "{reporting: SELECT, app: ALL}", by_name=True),
    AspectKey("using", "storage", ("table",), "an access method: heap"),
    AspectKey("tablespace", "storage", ("table", *_INDEXES), "a tablespace"),
    AspectKey("replica identity", "storage", ("table",), "full, nothing, or: using index NAME"),
    AspectKey("cluster on", "storage", ("table", "materialized_view"), "an index"),
    AspectKey("not null constraint", ALWAYS, ("column",), _NOT_NULL, by_name=True, since=18),
    AspectKey("storage", "storage", ("column",), "plain, external, extended or main"),
    AspectKey("compression", "storage", ("column",), "pglz or lz4"),
    AspectKey("statistics", "statistics", ("column", "statistics"), "a target: 500"),
    AspectKey("statistics", "statistics", _INDEXES, "{1: 500}, by number of the key", by_name=True),
    AspectKey("with", "statistics", ("column",), "{n_distinct: 100}", by_name=True),
    AspectKey("partitions", ALWAYS, _INDEXES, "all or some"),
    AspectKey("depends on extension", ALWAYS, _DEPENDENT, "an extension, or several: a, b"),
    AspectKey("members", ALWAYS, ("extension",), "{function f(integer): changed}", by_name=True),
    AspectKey("member grants", "privileges", ("extension",), _MEMBER_GRANTS, by_name=True),
    AspectKey("comments", "comments", _PARTED, "{part: a text}", by_name=True),
)
"""Every such key, in the order in which they are written."""

_FOLDED: Final = frozenset({"replica identity", "storage", "compression", "partitions"})
"""Keys that hold words of SQL, whose case means nothing."""


@cache
def keys_of(kind: str) -> tuple[AspectKey, ...]:
    """Return the keys of aspects that an entry of a kind may have."""
    return tuple(one for one in ASPECT_KEYS if kind in one.kinds)


def read_aspects(
    reading: Reading, found: Mapping[str, Entry], kind: str
) -> tuple[tuple[str, AspectText], ...]:
    """Read what an entry says of aspects.

    :param reading: the file; takes the mistakes.
    :param found: the entry's keys, others among them.
    :param kind: the kind of the entry.
    """
    given = ((one, found[one.key].value) for one in keys_of(kind) if one.key in found)
    texts = ((one.key, _text(reading, node, one)) for one, node in given)
    return tuple((key, text) for key, text in texts if text is not None)


def _text(reading: Reading, node: Node, one: AspectKey) -> AspectText | None:
    if one.key == "grants":
        return read_grants(reading, node)
    if one.by_name:
        return _pairs(reading, node, one.form)
    text = reading.text(node, one.form)
    if text is None or one.key not in _FOLDED:
        return text
    words = text.split(maxsplit=2)
    if [word.lower() for word in words[:2]] == ["using", "index"] and len(words) > 2:
        return f"using index {words[2]}"
    return text.lower()


def _pairs(reading: Reading, node: Node, form: str) -> tuple[tuple[str, str], ...] | None:
    mapping = reading.mapping(node, form)
    if mapping is None:
        return None
    texts = ((entry.key.text, reading.text(entry.value, form)) for entry in mapping.entries)
    return tuple(sorted((name, text) for name, text in texts if text is not None))
