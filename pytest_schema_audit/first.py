"""The files of a first manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

from .kinds import PLURALS
from .manifest.expectation import Expectation
from .manifest.render import names
from .manifest.schema import json_schema
from .manifest.write import manifest_text, setting
from .model import Snapshot

MAIN = "audit.yaml"
"""The file that holds ``database:`` and everything that is not in a file of its own."""

SCHEMA_FILE = "manifest.schema.json"
"""The JSON Schema that editors check manifests with, beside them."""

SPLITS = ("schema", "table")
"""What a first manifest has a file for: each schema, or each table as well."""

_MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
_UNSAFE = re.compile(r"[^\w.-]|\A[.-]")
"""What file names are kept free of; files that begin with a dot are hidden, and not read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a first manifest comes from.

    :ivar database: name of the suite.
    :ivar migrations: path of the migrations as the manifest is to say it; empty for none.
    :ivar layout: their layout; empty to leave it to detection.
    :ivar aspects: aspects the manifest is to hold to.
    """

    database: str
    migrations: str = ""
    layout: str = ""
    aspects: tuple[str, ...] = ()


def first_files(
    entries: Sequence[Expectation], snapshot: Snapshot, origin: Origin, split: str
) -> dict[str, str]:
    """Write a first manifest.

    :param entries: everything that can be described.
    :param snapshot: what they describe; its other objects are left open, by kind.
    :param split: ``schema``: one file for each schema; ``table``: one for each table as well.
    :returns: file name -> text.
    """
    groups: dict[tuple[str, str], list[Expectation]] = {}
    for entry in entries:
        groups.setdefault((_stem(entry, split), entry.schema), []).append(entry)
    names = _unlike(stem for stem, _ in groups)
    files = {
        name: manifest_text(found, head=_MODELINE, schema=schema)
        for name, ((_, schema), found) in zip(names, groups.items(), strict=True)
    }
    head = _MODELINE + _settings(snapshot, origin)
    return {MAIN: manifest_text((), head=head), **files, SCHEMA_FILE: json_schema()}


def _settings(snapshot: Snapshot, origin: Origin) -> str:
    lines = setting("database", origin.database)
    if origin.migrations and origin.layout:
        lines += f"migrations:\n  {setting('path', origin.migrations)}"
        lines += f"  {setting('layout', origin.layout)}"
    elif origin.migrations:
        lines += setting("migrations", origin.migrations)
    lines += f"postgres: {snapshot.major}\n"
    if origin.aspects:
        lines += f"aspects: {names(origin.aspects)}\n"
    named = {schema for schema, _ in (*snapshot.tables, *snapshot.enums, *snapshot.sequences)}
    undescribed = {
        other.kind
        for other in snapshot.others
        if not (other.kind == "schema" and other.name in named)
    }
    kinds = [plural for kind, plural in PLURALS.items() if kind in undescribed]
    if kinds:
        lines += "# Kinds of object that exist and that this version cannot describe: left open.\n"
        lines += "unexpected:\n" + "".join(f"  {plural}: allow\n" for plural in kinds)
    return lines


def _stem(entry: Expectation, split: str) -> str:
    name = entry.schema
    if split == "table" and entry.table:
        name = entry.table if entry.schema == "public" else f"{entry.schema}.{entry.table}"
    return _UNSAFE.sub("_", name)


def _unlike(stems: Iterable[str]) -> list[str]:
    """Keep apart what file systems do not: names that differ in case or in what is unsafe."""
    taken = {MAIN}
    names = []
    for stem in stems:
        candidates = (f"{stem}{suffix}.yaml" for suffix in chain([""], (f"-{n}" for n in count(2))))
        name = next(one for one in candidates if one.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names
