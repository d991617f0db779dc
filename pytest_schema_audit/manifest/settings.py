"""The keys of a suite's main file: what to run against, and what is left open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from ..kinds import ASPECTS
from ..majors import KNOWN_MAJORS
from .expectation import MigrationsEntry, Place, Prelude
from .files import is_below
from .keys import MIGRATIONS, SKIP, UNEXPECTED, check_keys
from .names import exact_names
from .nodes import Entry, Node, Scalar, Sequence
from .paths import path, sql_files
from .prelude import read_prelude
from .reading import Reading

_MAJOR: Final = re.compile(r"\d{1,3}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the main file of a suite says, apart from its expectations.

    The fields are those of :class:`.expectation.Suite`.
    """

    database: str = ""
    line: int = 1
    migrations: MigrationsEntry | None = None
    postgres: int | None = None
    image: str = ""
    prelude: Prelude = field(default_factory=Prelude)
    seed: tuple[Path, ...] = ()
    schemas: tuple[str, ...] = ()
    schemas_place: Place | None = None
    allowed: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    file_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fields_of(settings: Settings) -> dict[str, Any]:
    """Return the fields, by name, to make a suite with."""
    return {field.name: getattr(settings, field.name) for field in fields(Settings)}


def read_settings(reading: Reading, found: Mapping[str, Entry]) -> Settings:
    """Read the settings among a main file's entries.

    :param reading: the file; takes the mistakes.
    :param found: its entries by key.
    """
    nodes = {key: entry.value for key, entry in found.items()}
    return Settings(
        database=_word(reading, nodes.get("database"), "the database's name"),
        line=found["database"].key.span.line + 1 if "database" in found else 1,
        migrations=_migrations(reading, nodes.get("migrations")),
        postgres=_major(reading, nodes.get("postgres")),
        image=_word(reading, nodes.get("image"), "an image, as postgres:16"),
        prelude=read_prelude(reading, nodes.get("prelude")),
        seed=sql_files(reading, nodes.get("seed")),
        schemas=_schemas(reading, nodes.get("schemas")),
        schemas_place=_place(reading, found.get("schemas")),
        allowed=_allowed(reading, nodes.get("unexpected")),
        aspects=_aspects(reading, nodes.get("aspects")),
        file_rules=_file_rules(reading, nodes.get("files")),
    )


def _word(reading: Reading, node: Node | None, expected: str) -> str:
    return (reading.word(node, expected) or "") if node else ""


def _migrations(reading: Reading, node: Node | None) -> MigrationsEntry | None:
    if node is None:
        return None
    if isinstance(node, Scalar):
        folder = path(reading, node)
        place = reading.source.place(node.span)
        return MigrationsEntry(folder, "", {}, place) if folder else None
    form = "{path: FOLDER, layout: NAME}"
    mapping = reading.mapping(node, f"a path, or {form}")
    if mapping is None:
        return None
    found = check_keys(reading, mapping, MIGRATIONS, "`migrations`")
    if "path" not in found:
        reading.mistake(node, "`path:` is missing", expected=form)
        return None
    folder = path(reading, found["path"].value)
    layout = _word(reading, found["layout"].value, "a layout") if "layout" in found else ""
    options = _migration_options(reading, found)
    place = reading.source.place(node.span)
    return MigrationsEntry(folder, layout, options, place) if folder else None


def _migration_options(reading: Reading, found: Mapping[str, Entry]) -> dict[str, object]:
    options: dict[str, object] = {}
    if "schema" in found:
        options["schema"] = _word(reading, found["schema"].value, "the name of a schema")
    if "files" in found:
        names = exact_names(reading, found["files"].value, "files in their order: [a.sql, b.sql]")
        options["files"] = names or ()
    if "skip" in found:
        items = reading.items(found["skip"].value, 'a list of {file: NAME, reason: "…"}')
        options["skip"] = dict(_skipped(reading, item) for item in items)
    if "placeholders" in found:
        form = "the values that replace ${…}: {NAME: TEXT}"
        mapping = reading.mapping(found["placeholders"].value, form)
        entries = mapping.entries if mapping else ()
        options["placeholders"] = {e.key.text: reading.text(e.value, form) or "" for e in entries}
    return options


def _skipped(reading: Reading, item: Node) -> tuple[str, str]:
    form = '{file: NAME, reason: "…"}'
    mapping = reading.mapping(item, form)
    if mapping is None:
        return "", ""
    found = check_keys(reading, mapping, SKIP, "a step to skip")
    if len(found) < len(SKIP):
        reading.mistake(item, "a step to skip needs its file and a reason", expected=form)
        return "", ""
    return (
        reading.text(found["file"].value, form) or "",
        reading.reason(found["reason"].value) or "",
    )


def _major(reading: Reading, node: Node | None) -> int | None:
    if node is None:
        return None
    expected = "PostgreSQL's major version, as 16"
    text = reading.word(node, expected)
    if text is None:
        return None
    if _MAJOR.match(text):
        return _known(reading, node, int(text))
    major = re.match(r"(\d+)\.\d", text, re.ASCII)
    write = major[1] if major else ""
    reading.mistake(node, f"`{text}` is no major version", expected=expected, write=write)
    return None


def _known(reading: Reading, node: Node, major: int) -> int | None:
    if major in KNOWN_MAJORS:
        return major
    expected = f"one of {', '.join(map(str, KNOWN_MAJORS))}"
    reading.mistake(node, f"PostgreSQL {major} is not known to the audit", expected=expected)
    return None


def _schemas(reading: Reading, node: Node | None) -> tuple[str, ...]:
    if not isinstance(node, Sequence):
        return ()  # a mapping describes schemas, and anything else is noted where that is read
    names = exact_names(reading, node, "schemas: [public, billing]")
    if names is not None and not names:
        reading.mistake(node, "a suite of no schemas", expected="schemas: [public, billing]")
    return names or ()


def _place(reading: Reading, entry: Entry | None) -> Place | None:
    return reading.source.place(entry.key.span, entry.value.span.end) if entry else None


def _allowed(reading: Reading, node: Node | None) -> tuple[str, ...]:
    mapping = reading.mapping(node, "{tables: allow}") if node else None
    if mapping is None:
        return ()
    found = check_keys(reading, mapping, UNEXPECTED, "`unexpected`")
    for entry in found.values():
        text = reading.word(entry.value, "allow")
        if text is not None and text != "allow":
            reading.mistake(entry.value, f"`{text}` is not `allow`", expected="allow, or no line")
    return tuple(found)


def _aspects(reading: Reading, node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    if isinstance(node, Scalar) and node.text == "all":
        return ASPECTS
    expected = f"all, or some of [{', '.join(ASPECTS)}]"
    names = exact_names(reading, node, expected) or ()
    for name in names:
        if name not in ASPECTS:
            reading.mistake(node, f"`{name}` is no aspect", expected=expected)
    return names


def _file_rules(reading: Reading, node: Node | None) -> dict[str, tuple[str, ...]]:
    form = '{billing.yaml: ["Invoice*", "Payment*"]}'
    mapping = reading.mapping(node, form) if node else None
    rules = {}
    for entry in mapping.entries if mapping else ():
        patterns = exact_names(reading, entry.value, form)
        rules[entry.key.text] = patterns or ()
        if not is_below(entry.key.text):
            message = f"`{entry.key.text}` would be no file of this suite"
            reading.mistake(entry.key, message, expected="a .yaml file of this folder or below it")
    return rules
