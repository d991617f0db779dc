"""Which items a suite makes: known from the manifest alone, so that collecting needs no database.

The ids are stable: they depend on names in the manifest and never on what a database holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from os.path import relpath
from pathlib import Path

from .kinds import DATABASE_WIDE, PLURALS, slug
from .manifest.defaults import defaults_name
from .manifest.expectation import Expectation, IgnoreRule, ManifestFile, Place, Suite
from .manifest.object_kinds import OBJECT_KINDS
from .spelling import shown_name
from .verdict import ItemKey

_ENCODED = re.compile(r"[:\[\]/\\%.\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What node ids cannot carry in a name: pytest's and JUnit readers' separators, our own dot, and
what ends a line or steers a terminal."""

_PSEUDO_TABLES = {"enum": "enums", "sequence": "sequences", "total": "database", "rows": "rows"}


LEDGER_CHECKS = ("gone", "out of order")
"""What is asked of a live database's ledger as a whole; the rest is asked of each migration."""


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """One test item.

    :ivar key: what its verdict is looked up by.
    :ivar kind: first part of the item's name (``column``, ``unexpected``, ``applied``, …).
    :ivar title: how messages name it: ``column public.Invoice.total``.
    :ivar subject: the kind's object inside the node: an object, a plural, a migration's name.
    :ivar expectations: the manifest's entries behind it, several when they are alternatives.
    :ivar place: where a reader should look.
    """

    key: ItemKey
    kind: str
    title: str
    subject: str
    place: Place
    expectations: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """A table or pseudo-table of a file, with its items in their order.

    :ivar name: encoded, as it stands in node ids.
    :ivar items: its items; names are unique among them.
    """

    name: str
    items: tuple[ItemSpec, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All items of a suite.

    :ivar suite: the suite.
    :ivar nodes: file -> nodes, main file first.
    """

    suite: Suite
    nodes: dict[Path, tuple[NodeSpec, ...]]

    def items(self) -> Iterator[ItemSpec]:
        """Iterate over the items in the order of collection."""
        for nodes in self.nodes.values():
            for node in nodes:
                yield from node.items


def encode(name: str) -> str:
    """Percent-encode what a name cannot carry inside a node id.

    :param name: an object's exact name.
    :returns: text in which two different names never look the same.
    """
    return _ENCODED.sub(lambda match: f"%{ord(match[0]):02X}", name)


def qualified(schema: str, name: str) -> str:
    """Name an object for people: ``schema.name``."""
    return ".".join(map(shown_name, filter(None, (schema, name))))


def outline(
    suite: Suite,
    migrations: Sequence[str],
    commands: Sequence[str] = (),
    problems: Sequence[str] = (),
    ledger: Sequence[str] = (),
    proofs: Sequence[str] = (),
) -> Outline:
    """Lay out the items of a suite.

    :param suite: the loaded manifest.
    :param migrations: names of the migrations to apply, in their order.
    :param commands: names of the team's own commands, each an item ``check.<name>``.
    :param problems: files that are wrong in the migrations' folder, each an item ``folder.<name>``.
    :param ledger: what is asked of a live database's ledger as a whole, each ``ledger.<name>``.
    :param proofs: kinds of drift to make on a copy of the database, each ``prove.<kind>.<what>``.
    """
    nodes = {file.path: tuple(_file_nodes(file)) for file in suite.files}
    place = suite.migrations_place
    kept = _made(suite, "migrations", "ledger", "ledger", ledger, place)
    made = _made_nodes(suite, migrations, commands)
    proved = _proof_node(suite, proofs)
    nodes[suite.main] = (*made, _folder_node(suite, problems), kept, *nodes[suite.main], proved)
    return Outline(suite, {path: _merged(found) for path, found in nodes.items()})


def _merged(nodes: Iterable[NodeSpec]) -> tuple[NodeSpec, ...]:
    by_name: dict[str, tuple[ItemSpec, ...]] = {}
    for node in nodes:
        by_name[node.name] = by_name.get(node.name, ()) + node.items
    return tuple(NodeSpec(name, items) for name, items in by_name.items())


def _made_nodes(
    suite: Suite, migrations: Sequence[str], commands: Sequence[str]
) -> Iterator[NodeSpec]:
    """The items that no single entry of the manifest asks for."""
    place = suite.migrations_place
    main = suite.place
    yield _made(suite, "migrations", "applied", "migration", migrations, place)
    plurals = [PLURALS[kind] for kind in DATABASE_WIDE]
    yield _made(suite, "database", "unexpected", "unexpected", plurals, main)
    yield NodeSpec("database", tuple(_ignore_item(suite, rule) for rule in suite.ignore))
    limits = suite.schemas_place or main
    yield _made(suite, "database", "limit", "limit to schema", suite.schemas, limits)
    yield _made(suite, "checks", "check", "command", commands, main)


def _proof_node(suite: Suite, proofs: Sequence[str]) -> NodeSpec:
    """One item for each kind of drift that has to be caught."""
    items = (
        ItemSpec(
            key=ItemKey(str(suite.main), "prove", f"prove.{name}"),
            kind="prove",
            title=f"drift {name}",
            subject=name,
            place=suite.place,
        )
        for name in proofs
    )
    return NodeSpec("prove", tuple(items))


def _folder_node(suite: Suite, problems: Sequence[str]) -> NodeSpec:
    """One item for each file of the migrations' folder that something is wrong with."""
    place = suite.migrations_place
    root = suite.migrations.path if suite.migrations else suite.main.parent
    items = (
        ItemSpec(
            key=ItemKey(str(suite.main), "migrations", f"folder.{encode(relpath(file, root))}"),
            kind="folder",
            title=f"migrations folder: {Path(file).name}",
            subject=file,
            place=place,
        )
        for file in dict.fromkeys(problems)
    )
    return NodeSpec("migrations", tuple(items))


def _made(
    suite: Suite, node: str, kind: str, word: str, subjects: Sequence[str], place: Place
) -> NodeSpec:
    items = (
        ItemSpec(
            key=ItemKey(str(suite.main), node, f"{kind}.{encode(slug_of(kind, subject))}"),
            kind=kind,
            title=f"{word} {subject}",
            subject=subject,
            place=place,
        )
        for subject in subjects
    )
    return NodeSpec(node, tuple(items))


def slug_of(kind: str, subject: str) -> str:
    """Return the subject as item names carry it: figures and kinds without spaces."""
    return slug(subject) if kind in {"unexpected", "total", "ledger"} else subject


def _ignore_item(suite: Suite, rule: IgnoreRule) -> ItemSpec:
    name = f"ignore.{slug(rule.kind)}.{encode(rule.schema)}.{encode(rule.name)}"
    return ItemSpec(
        key=ItemKey(str(suite.main), "database", name),
        kind="ignore",
        title=f"ignore {rule.kind} {rule.name}",
        subject=f"{rule.kind} {rule.schema}.{rule.name}",
        place=rule.place,
    )


def _file_nodes(file: ManifestFile) -> Iterator[NodeSpec]:
    for node, entries in groupby(file.expectations, node_name):
        group = tuple(entries)
        yield NodeSpec(node, tuple(_node_items(file.path, node, group)))
        yield from _unexpected_nodes(file.path, group)


def _unexpected_nodes(file: Path, entries: Iterable[Expectation]) -> Iterator[NodeSpec]:
    """The ``unexpected.indexes`` item of each materialized view, under the view's own name."""
    views: dict[tuple[str, str], tuple[Expectation, ...]] = {}
    for entry in entries:
        if entry.kind in OBJECT_KINDS and "indexes" in OBJECT_KINDS[entry.kind].parts:
            views[entry.relation] = (*views.get(entry.relation, ()), entry)
    for (schema, name), same in views.items():
        node = f"{encode(schema)}.{encode(name)}"
        yield NodeSpec(node, (_table_unexpected(file, node, same, "indexes"),))


def node_name(entry: Expectation) -> str:
    """Return the encoded name of the table or pseudo-table an entry is reported under."""
    if entry.kind in _PSEUDO_TABLES:
        return _PSEUDO_TABLES[entry.kind]
    if not entry.table:
        return slug(OBJECT_KINDS[entry.kind].plural)
    return f"{encode(entry.schema)}.{encode(entry.table)}"


def _node_items(file: Path, node: str, entries: tuple[Expectation, ...]) -> Iterator[ItemSpec]:
    alternatives: dict[tuple[str, str, str], tuple[Expectation, ...]] = {}
    for entry in entries:
        for kind in _item_kinds(entry):
            key = (kind, entry.schema, entry.name)
            alternatives[key] = (*alternatives.get(key, ()), entry)
    for (kind, _, _), same in alternatives.items():
        yield _entry_item(file, node, kind, same)
        if kind == "table":
            yield from (_table_unexpected(file, node, same, what) for what in TABLE_UNEXPECTED)


TABLE_UNEXPECTED = ("columns", "indexes", "constraints")
"""The ``unexpected.*`` items every table has."""


def _item_kinds(entry: Expectation) -> tuple[str, ...]:
    """A key constraint is two items: what it guarantees, and the index behind it."""
    if entry.kind in {"primary_key", "unique", "exclusion"}:
        return (entry.kind, "index")
    return (entry.kind,)


def _entry_item(file: Path, node: str, kind: str, entries: tuple[Expectation, ...]) -> ItemSpec:
    entry = entries[0]
    name = "table" if kind == "table" else f"{kind}.{_item_subject(entry)}"
    return ItemSpec(
        key=ItemKey(str(file), node, name),
        kind=kind,
        title=_title(kind, entry),
        subject=entry.name,
        place=entry.place,
        expectations=entries,
    )


def _item_subject(entry: Expectation) -> str:
    if entry.kind == "total":
        return encode(slug(entry.name))
    if (entry.table and entry.kind != "rows") or entry.schema in {"", "public"}:
        return encode(entry.name)
    return f"{encode(entry.schema)}.{encode(entry.name)}"


def _title(kind: str, entry: Expectation) -> str:
    word = kind.replace("_", " ")
    if kind == "table":
        return f"table {qualified(entry.schema, entry.table)}"
    if entry.table and kind != "rows":
        return f"{word} {qualified(entry.schema, entry.table)}.{shown_name(entry.name)}"
    if kind == "default_privilege":
        return f"{word} {defaults_name(entry.schema, entry.name)}"
    return f"{word} {qualified(entry.schema, entry.name)}"


def _table_unexpected(
    file: Path, node: str, entries: tuple[Expectation, ...], what: str
) -> ItemSpec:
    entry = entries[0]
    return ItemSpec(
        key=ItemKey(str(file), node, f"unexpected.{what}"),
        kind="unexpected",
        title=f"unexpected {what} of {qualified(*entry.relation)}",
        subject=what,
        place=entry.place,
        expectations=entries,
    )
