"""The files of a first manifest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from .aspects import is_usual_comment
from .checks.objects import Found
from .manifest.expectation import Expectation
from .manifest.render import names
from .manifest.schema import json_schema
from .manifest.write import manifest_text, setting
from .model import Snapshot
from .versions import as_asked

MAIN = "audit.yaml"
"""The file that holds ``database:`` and everything that is not in a file of its own."""

OUTSIDE = "database.yaml"
"""The file for what is in no schema, where there is a main file already."""

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
    entries: Sequence[Expectation],
    snapshot: Snapshot,
    origin: Origin,
    split: str,
    standing: Collection[str] = (),
) -> dict[str, str]:
    """Write a first manifest.

    :param entries: everything that can be described.
    :param snapshot: what they describe; its other objects are left open, by kind.
    :param split: ``schema``: one file for each schema; ``table``: one for each table as well.
    :param standing: names of the files that are there, one of which says what a main file says.
    :returns: file name -> text.
    """
    groups: dict[tuple[str, str], list[Expectation]] = {}
    outside = [entry for entry in entries if not entry.schema]
    for entry in (entry for entry in entries if entry.schema):
        groups.setdefault((_stem(entry, split), entry.schema), []).append(entry)
    names = _unlike((stem for stem, _ in groups), {MAIN, OUTSIDE, *map(str.lower, standing)})
    files = {
        name: manifest_text(found, head=_MODELINE, schema=schema)
        for name, ((_, schema), found) in zip(names, groups.items(), strict=True)
    }
    if not standing:
        head = _MODELINE + "".join(settings(snapshot, origin))
        files = {MAIN: manifest_text(outside, head=head), **files}
    elif outside:
        files = {OUTSIDE: manifest_text(outside, head=_MODELINE), **files}
    return {**files, SCHEMA_FILE: json_schema()}


def needed(entries: Iterable[Expectation], aspects: Collection[str]) -> tuple[Expectation, ...]:
    """Leave out entries for what comes with something else and is as usual.

    A schema comes with the objects in it, public and plpgsql come with every database; default
    privileges are described where privileges are, the versions of extensions where versions are.

    :param entries: everything that can be described.
    :param aspects: the aspects that are on.
    """
    listed = list(entries)
    inhabited = {entry.schema for entry in listed}
    return tuple(
        as_asked(entry, aspects)
        for entry in listed
        if entry.aspects
        or _has_comment(entry)
        or not (
            (entry.kind == "schema" and entry.name in {"public", *inhabited})
            or (entry.kind == "extension" and entry.name == "plpgsql")
            or (entry.kind == "default_privilege" and "privileges" not in aspects)
        )
    )


def _has_comment(entry: Expectation) -> bool:
    """Say whether an entry gives a comment that no new database has."""
    found = Found(entry.kind.replace("_", " "), entry.schema, entry.table, entry.name)
    return bool(entry.comment) and not is_usual_comment(found, entry.comment or "")


def settings(snapshot: Snapshot, origin: Origin) -> Iterator[str]:
    """Yield what the main file says besides entries, key by key."""
    yield setting("database", origin.database)
    if origin.migrations and origin.layout:
        path, layout = setting("path", origin.migrations), setting("layout", origin.layout)
        yield f"migrations:\n  {path}  {layout}"
    elif origin.migrations:
        yield setting("migrations", origin.migrations)
    yield f"postgres: {snapshot.major}\n"
    if origin.aspects:
        yield f"aspects: {names(origin.aspects)}\n"


def _stem(entry: Expectation, split: str) -> str:
    name = entry.schema
    if split == "table" and entry.table:
        name = entry.table if entry.schema == "public" else f"{entry.schema}.{entry.table}"
    return _UNSAFE.sub("_", name)


def _unlike(stems: Iterable[str], taken: set[str]) -> list[str]:
    """Keep apart what file systems do not: names that differ in case or in what is unsafe."""
    names = []
    for stem in stems:
        candidates = (f"{stem}{suffix}.yaml" for suffix in chain([""], (f"-{n}" for n in count(2))))
        name = next(one for one in candidates if one.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names
