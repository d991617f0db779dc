"""The entries of a manifest file that describe objects: tables and what is in them, enums, …."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, cast

from .aspects import read_aspects
from .belonging import check_relation
from .expectation import Condition, Expectation, Kind, Names, Text, Value
from .fragments import FragmentKind
from .keys import SECTIONS, TABLE, check_keys
from .names import exact_names, object_name, qualified_name
from .nodes import Entry, Node, Sequence
from .object_kinds import OBJECT_KINDS
from .quoting import scalar
from .reading import Reading
from .traits import table_traits
from .values import Form, condition, forms, place, sql

_FORMS: Final = {
    "column": "TYPE [COLLATE x] [NOT NULL] [DEFAULT expression | GENERATED …]",
    "primary_key": "[a, b], or PRIMARY KEY (a, b) …",
    "unique": "UNIQUE (a, b) …, btree (a, b) …, or [a, b]",
    "foreign_key": "FOREIGN KEY (a) REFERENCES b(c) …",
    "check": "CHECK (expression) …",
    "exclusion": "EXCLUDE USING gist (a WITH =) …",
    "index": "METHOD (keys) [INCLUDE (…)] [NULLS NOT DISTINCT] [WITH (…)] [WHERE …]",
    "sequence": "TYPE [START n] [INCREMENT n] … [OWNED BY t.c]",
}
_LISTS: Final = frozenset({"primary_key", "unique"})


def read_tables(reading: Reading, node: Node) -> Iterator[Expectation]:
    """Read ``tables:``.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    mapping = reading.mapping(node, "tables, as NAME: {columns: …}")
    for entry in mapping.entries if mapping else ():
        name = qualified_name(reading, entry.key)
        if name is not None:
            yield from _table(reading, entry, name)


def read_enums(reading: Reading, node: Node) -> Iterator[Expectation]:
    """Read ``enums:``.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    mapping = reading.mapping(node, "enums, as NAME: [labels in order]")
    for entry in mapping.entries if mapping else ():
        name = qualified_name(reading, entry.key)
        if name is None:
            continue
        for form in forms(reading, entry.value, "enum"):
            labels = exact_names(reading, form.value, "labels in their order: [A, B]")
            if labels is not None:
                yield _expectation(
                    reading, "enum", (name[0], "", name[1]), entry, form, Names(labels)
                )


def read_sequences(reading: Reading, node: Node) -> Iterator[Expectation]:
    """Read ``sequences:``.

    :param reading: the file; takes the mistakes.
    :param node: the key's value.
    """
    mapping = reading.mapping(node, "sequences, as NAME: bigint start 1 …")
    for entry in mapping.entries if mapping else ():
        name = qualified_name(reading, entry.key)
        if name is None:
            continue
        for form in forms(reading, entry.value, "sequence"):
            text = sql(reading, form.value, "sequence", _FORMS["sequence"])
            if text is not None:
                yield _expectation(reading, "sequence", (name[0], "", name[1]), entry, form, text)


def _table(reading: Reading, entry: Entry, name: tuple[str, str]) -> Iterator[Expectation]:
    mapping = reading.mapping(entry.value, "what the table has: {columns: …}")
    if mapping is None:
        return
    found = check_keys(reading, mapping, TABLE, "a table")
    when = condition(reading, found["when"].value) if "when" in found else None
    comment = reading.text(found["comment"].value, "a text") if "comment" in found else None
    traits = table_traits(reading, found)
    form = Form(mapping, when, comment, aspects=read_aspects(reading, found, "table"))
    yield _expectation(reading, "table", (name[0], name[1], name[1]), entry, form, traits)
    for key, section in found.items():
        if key in SECTIONS:
            yield from read_section(reading, section, name, when)


def read_section(
    reading: Reading, section: Entry, relation: tuple[str, str], when: Condition | None
) -> Iterator[Expectation]:
    """Read the entries of one kind that belong to a relation.

    :param reading: the file; takes the mistakes.
    :param section: a key of :data:`pytest_schema_audit.manifest.keys.SECTIONS` with its value.
    :param relation: schema and name of the table or view.
    :param when: the majors the relation is for; ``None`` for all.
    """
    kind = cast(Kind, SECTIONS[section.key.text])
    for expectation in _section(reading, section, kind, relation):
        yield _under(expectation, when)


def _section(
    reading: Reading, section: Entry, kind: Kind, table: tuple[str, str]
) -> Iterator[Expectation]:
    form = f"NAME: {_form(kind)}"
    if kind == "primary_key" and isinstance(section.value, Sequence):
        listed = reading.source.text[section.value.span.start : section.value.span.end]
        message = "a primary key without its name"
        write = f"primary key:\n  {scalar(table[1] + '_pkey')}: {listed}"
        reading.mistake(section.value, message, expected=form, write=write)
        return
    mapping = reading.mapping(section.value, form)
    for entry in mapping.entries if mapping else ():
        name = object_name(reading, entry.key)
        if name is not None:
            yield from _entry(reading, entry, kind, (*table, name))


def _entry(
    reading: Reading, entry: Entry, kind: Kind, name: tuple[str, str, str]
) -> Iterator[Expectation]:
    for form in forms(reading, entry.value, kind):
        value = _value(reading, form.value, kind)
        if value is not None:
            check_relation(reading, form.value, kind, name[:2])
            yield _expectation(reading, kind, name, entry, form, value)


def _value(reading: Reading, node: Node, kind: Kind) -> Text | Names | None:
    if kind in _LISTS and isinstance(node, Sequence):
        names = exact_names(reading, node, "columns: [a, b]")
        if names is not None and not names:
            reading.mistake(node, "a list without columns", expected="columns: [a, b]")
        return Names(names) if names else None
    return sql(reading, node, cast(FragmentKind, kind), _form(kind))


def _form(kind: Kind) -> str:
    return OBJECT_KINDS[kind].form if kind in OBJECT_KINDS else _FORMS[kind]


def _expectation(
    reading: Reading,
    kind: Kind,
    name: tuple[str, str, str],
    entry: Entry,
    form: Form,
    value: Value,
) -> Expectation:
    where = place(reading, entry, form)
    return Expectation(
        kind, *name, value, where, form.condition, form.comment, form.enabled, form.aspects
    )


def _under(expectation: Expectation, when: Condition | None) -> Expectation:
    """Narrow an expectation to the majors its table is for."""
    if when is None:
        return expectation
    own = expectation.condition
    if own is None:
        return replace(expectation, condition=when)
    text = f"{when.text},{own.text}"
    bounds = max(when.lowest, own.lowest), min(when.highest, own.highest)
    return replace(expectation, condition=Condition(text, *bounds))
