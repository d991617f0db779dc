"""A whole manifest file from expectations: sorted, one entry a line, quoted only where needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from . import render
from .content import entry_content, lines
from .expectation import Expectation
from .keys import OBJECTS, SECTIONS
from .object_kinds import holds_parts
from .quoting import before_value, scalar

_TOP = {
    "enum": "enums",
    "sequence": "sequences",
    **{one.kind: key for key, one in OBJECTS.items()},
    "total": "totals",
    "rows": "rows",
}
_Parts: TypeAlias = dict[tuple[str, str], list[Expectation]]

_KEYS = {kind: section for section, kind in SECTIONS.items()}


def manifest_text(entries: Iterable[Expectation], *, head: str = "", schema: str = "public") -> str:
    """Write a manifest file.

    Tables come sorted by name, their columns in the order given, everything else of a table sorted
    by name; then enums, sequences and figures. Reading the text gives the same expectations.

    :param entries: the expectations; each part of a table beside the table's own.
    :param head: text for the top of the file: comments and settings, ready to stand there.
    :param schema: the schema of names without one; other than public it is said in the file.
    """
    given = list(entries)
    text = [head.rstrip("\n")] if head.strip() else []
    if schema != "public":
        text.append(f"schema: {scalar(schema)}")
    parts = _parts(given)
    tables = [entry for entry in given if entry.kind == "table"]
    if tables:
        text.append("tables:")
        for table in sorted(tables, key=_order):
            text += _table(table, parts.get((table.schema, table.table), []), schema)
    for kind, key in _TOP.items():
        found = sorted((entry for entry in given if entry.kind == kind), key=_order)
        if found:
            text += [f"{key}:", *_section(found, schema, "  ", parts)]
    return "\n".join(text) + "\n"


def setting(key: str, text: str) -> str:
    """Return one line of settings.

    :param key: ``database``, ``image``, …: a key whose value is a text.
    :param text: the value.
    """
    return f"{key}: {scalar(text)}\n"


def _parts(entries: Iterable[Expectation]) -> _Parts:
    parts: _Parts = {}
    for entry in entries:
        if entry.kind in _KEYS:
            parts.setdefault(entry.relation, []).append(entry)
    return parts


def _table(table: Expectation, parts: list[Expectation], schema: str) -> Iterator[str]:
    head = f"  {render.entry_key(table, schema)}:"
    own = [f"    {key}: {value}" for key, value in render.traits(table, schema)]
    for kind, section in _KEYS.items():
        found = [part for part in parts if part.kind == kind]
        if kind != "column":
            found.sort(key=_order)
        if found:
            own += [f"    {section}:", *_section(found, schema, "      ", {})]
    yield from [head, *own] if own else [f"{head} {{}}"]


def _section(entries: list[Expectation], schema: str, indent: str, parts: _Parts) -> Iterator[str]:
    """Write entries; those of one name become one entry with alternatives."""
    by_key: dict[str, list[Expectation]] = {}
    for entry in entries:
        by_key.setdefault(render.entry_key(entry, schema), []).append(entry)
    for key, alternatives in by_key.items():
        if len(alternatives) == 1:
            entry = alternatives[0]
            own = parts.get(entry.relation, []) if holds_parts(entry.kind) else []
            yield from lines(key, entry_content(entry, own), len(indent), 2)
            continue
        yield from before_value(key, indent)
        for entry in alternatives:
            yield f"{indent}  - {render.entry_value(entry)}"


def _order(entry: Expectation) -> tuple[bool, str, str]:
    """Sort by name, the public schema first."""
    return entry.schema != "public", entry.schema, entry.name
