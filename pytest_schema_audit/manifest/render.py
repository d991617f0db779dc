"""Names and values as the YAML of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .expectation import Count, Expectation, Names, TableTraits, Text, Value
from .quoting import definition, flow, scalar


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
    if entry.kind in {"table", "enum", "sequence", "rows"}:
        return qualified_text(entry.schema, entry.name, default)
    return entry.name if entry.kind == "total" else _part(entry.name)


def names(items: Iterable[str]) -> str:
    """Return a list of names or labels."""
    return "[" + ", ".join(scalar(item, in_flow=True) for item in items) + "]"


def value(content: Value, *, in_flow: bool = False) -> str:
    """Return what follows the key of a one-line entry.

    :param content: the value; not that of a table.
    :param in_flow: whether it stands between braces.
    """
    if isinstance(content, Text):
        return flow(content.sql) if in_flow else definition(content.sql)
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
    if entry.condition is None and entry.comment is None:
        return value(entry.value, in_flow=in_flow)
    parts = [f"is: {value(entry.value, in_flow=True)}"]
    if entry.condition is not None:
        parts.append(f"when: {flow(entry.condition.text)}")
    if entry.comment is not None:
        parts.append(f"comment: {flow(entry.comment)}")
    return "{" + ", ".join(parts) + "}"


def traits(entry: Expectation) -> Iterator[tuple[str, str]]:
    """Give the keys of a table about itself, with their values, in the order of the notation.

    :param entry: the table's own expectation.
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
        "inherits": table.inherits and names(table.inherits),
        "with": table.options and "{" + ", ".join(pairs) + "}",
        "comment": "" if entry.comment is None else definition(entry.comment),
        "when": "" if entry.condition is None else flow(entry.condition.text),
    }
    yield from ((key, text) for key, text in found.items() if text)


def _option(text: str) -> str:
    return text if text.isdigit() else scalar(text, in_flow=True)


def _part(name: str) -> str:
    if "." in name or '"' in name:
        return '"' + name.replace('"', '""') + '"'
    return name
