"""Names and values as the YAML of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import AspectText
from .defaults import defaults_name
from .expectation import Count, Expectation, Names, TableTraits, Text, Value
from .grants import listed
from .names import split_key
from .object_kinds import OBJECT_KINDS
from .quoting import block, definition, flow, scalar


def key(name: str) -> str:
    """Return a name as a key: exact, in SQL quotes if it contains a dot or a quote itself.

    :param name: the name in the catalog.
    """
    return scalar(_part(name))


def qualified_key(schema: str, name: str, default: str) -> str:
    """Return the name of an object as a key.

    :param schema: its schema.
    :param name: its name.
    :param default: the schema that needs not be written in this file.
    """
    return scalar(qualified_text(schema, name, default))


def qualified_text(schema: str, name: str, default: str) -> str:
    """Return the name of an object as keys and lists give it, not quoted for YAML yet.

    :param schema: its schema.
    :param name: its name.
    :param default: the schema that needs not be written.
    """
    return _part(name) if schema == default else f"{_part(schema)}.{_part(name)}"


def entry_key(entry: Expectation, default: str) -> str:
    """Return the key of an expectation's own entry, quoted for YAML.

    :param entry: the expectation.
    :param default: the schema that needs not be written in this file.
    """
    return scalar(entry_name(entry, default))


def entry_name(entry: Expectation, default: str) -> str:
    """Return the text of the key of an expectation's own entry.

    :param entry: the expectation.
    :param default: the schema that needs not be written in this file.
    """
    if entry.kind in OBJECT_KINDS and not entry.table:
        return object_text(entry, default)
    if entry.kind in {"table", "enum", "sequence", "rows"}:
        return qualified_text(entry.schema, entry.name, default)
    return entry.name if entry.kind == "total" else _part(entry.name)


def object_text(entry: Expectation, default: str) -> str:
    """Return the name of an object of another kind as its key gives it, arguments included.

    :param entry: the expectation.
    :param default: the schema that needs not be written in this file.
    """
    naming = OBJECT_KINDS[entry.kind].naming
    if naming == "database":
        return entry.name
    if naming == "defaults":
        return defaults_name(entry.schema, entry.name)
    if naming == "schema":
        return qualified_text(entry.schema, entry.name, default)
    return entry.name if entry.schema == default else f"{_part(entry.schema)}.{entry.name}"


def names(items: Iterable[str]) -> str:
    """Return a list of names or labels."""
    return "[" + ", ".join(scalar(item, in_flow=True) for item in items) + "]"


def value(content: Value, *, in_flow: bool = False) -> str:
    """Return what follows the key of a one-line entry.

    A text of several lines is a literal block whose lines are not indented yet.

    :param content: the value; not that of a table.
    :param in_flow: whether it stands between braces.
    """
    if isinstance(content, Text):
        if in_flow:
            return flow(content.sql)
        return block(content.sql) or definition(content.sql)
    if isinstance(content, Names):
        return names(content.names)
    if isinstance(content, Count):
        return f'">={content.number}"' if content.at_least else str(content.number)
    raise TypeError(type(content).__name__)


def entry_value(entry: Expectation, *, in_flow: bool = False) -> str:
    """Return what follows the key: the value, or a mapping if there is more to say.

    :param entry: the expectation.
    :param in_flow: whether it stands between braces.
    """
    found = list(keys(entry, in_flow=True))
    if [name for name, _ in found] == ["is"]:
        return value(entry.value, in_flow=in_flow)
    return "{" + ", ".join(f"{name}: {text}" for name, text in found) + "}"


def keys(entry: Expectation, *, in_flow: bool = False) -> Iterator[tuple[str, str]]:
    """Give the keys of an entry as a mapping, with what follows each.

    :param entry: the expectation.
    :param in_flow: whether they stand between braces.
    """
    if entry.value != Text(""):
        yield "is", value(entry.value, in_flow=in_flow)
    if entry.condition is not None:
        yield "when", flow(entry.condition.text)
    if entry.enabled:
        yield "enabled", entry.enabled
    yield from ((name, aspect(name, text, in_flow=in_flow)) for name, text in entry.aspects)
    if entry.comment is not None:
        yield "comment", flow(entry.comment) if in_flow else definition(entry.comment)


def traits(entry: Expectation, default: str) -> Iterator[tuple[str, str]]:
    """Give the keys of a table about itself, with their values, in the order of the notation.

    :param entry: the table's own expectation.
    :param default: the schema that needs not be written in this file.
    """
    if not isinstance(entry.value, TableTraits):
        return
    table = entry.value
    secured = {"enabled": table.row_security, "forced": table.force_row_security}
    pairs = (f"{scalar(name, in_flow=True)}: {_option(text)}" for name, text in table.options)
    found = {
        "is": "" if table.persistence == "permanent" else table.persistence,
        "row security": ", ".join(word for word, on in secured.items() if on),
        "partition by": table.partition_by and definition(table.partition_by),
        "partition of": table.partition_of and definition(table.partition_of),
        "inherits": table.inherits and names([_there(one, default) for one in table.inherits]),
        "of": table.of_type and definition(_there(table.of_type, default)),
        "with": table.options and "{" + ", ".join(pairs) + "}",
        **{key: aspect(key, text) for key, text in entry.aspects},
        "comment": "" if entry.comment is None else definition(entry.comment),
        "when": "" if entry.condition is None else flow(entry.condition.text),
    }
    yield from ((key, text) for key, text in found.items() if text)


def _there(name: str, default: str) -> str:
    """Turn a name that needs no schema for what is in public into one for a file of another."""
    *schema, own = split_key(name)
    return qualified_text("".join(schema) or "public", own, default)


def aspect(key: str, content: AspectText, *, in_flow: bool = False) -> str:
    """Return what an entry says of an aspect.

    :param key: its key.
    :param content: what is said.
    :param in_flow: whether it stands between braces.
    """
    if isinstance(content, str):
        if content.isdigit():
            return content
        return flow(content) if in_flow else definition(content)
    pairs = (
        f"{scalar(name, in_flow=True)}: {_privileges(text) if key == 'grants' else _option(text)}"
        for name, text in content
    )
    return "{" + ", ".join(pairs) + "}"


def _privileges(text: str) -> str:
    several = listed(text)
    return names(several) if len(several) > 1 else scalar(text, in_flow=True)


def _option(text: str) -> str:
    return text if text.isdigit() else scalar(text, in_flow=True)


def _part(name: str) -> str:
    if "." in name or '"' in name:
        return '"' + name.replace('"', '""') + '"'
    return name
