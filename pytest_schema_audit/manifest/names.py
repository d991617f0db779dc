"""Names in manifests: exact, never folded; SQL quotes only around a name that contains a dot."""

from __future__ import annotations

import re
from typing import Final

from .nodes import Node, Scalar
from .quoting import scalar
from .reading import Reading

_LENGTH: Final = 63
_QUOTED: Final = re.compile(r'"(?P<quoted>(?:[^"]|"")+)"|(?P<bare>[^".]+)')


def object_name(reading: Reading, key: Scalar) -> str | None:
    """Return the name that a key gives to a part of a table, without schema.

    :param reading: the file; takes the mistakes.
    :param key: the key.
    """
    parts = _parts(reading, key)
    if parts is None:
        return None
    if len(parts) == 1:
        return parts[0]
    write = scalar(f'"{key.text}"') + ":"
    expected = "a name without schema; one that contains a dot stands in SQL quotes"
    reading.mistake(key, f"a dot in the name `{key.text}`", expected=expected, write=write)
    return None


def qualified_name(reading: Reading, node: Scalar) -> tuple[str, str] | None:
    """Return the schema and the name that a key gives to an object.

    :param reading: the file, whose default schema is used where none is written.
    :param node: ``Invoice``, ``billing.Invoice`` or ``"a.b"``.
    """
    parts = _parts(reading, node)
    if parts is None:
        return None
    if len(parts) == 1:
        return reading.schema, parts[0]
    if len(parts) == 2:
        return parts[0], parts[1]
    message = f"`{node.text}` has more than one dot"
    reading.mistake(node, message, expected='schema.name; a name with a dot is written "a.b"')
    return None


def exact_names(reading: Reading, node: Node, expected: str) -> tuple[str, ...] | None:
    """Return a list of exact names, each once.

    :param reading: the file; takes the mistakes.
    :param node: the list.
    :param expected: what it holds, in words.
    """
    before = reading.mistakes.count
    names: dict[str, None] = {}
    for item in reading.items(node, expected):
        name = _list_name(reading, item, expected)
        if name is None:
            continue
        if name in names:
            reading.mistake(item, f"`{name}` stands in this list twice", expected="each name once")
        names[name] = None
    return tuple(names) if reading.mistakes.count == before else None


def _list_name(reading: Reading, item: Node, expected: str) -> str | None:
    if isinstance(item, Scalar):
        name = reading.text(item, expected)
        return name if name is None or _fits(reading, item, name) else None
    text = reading.source.text[item.span.start : item.span.end]
    short = "\n" not in text and len(text) < 200
    message = "a mapping inside a list of names"
    if not hasattr(item, "entries"):
        message = "a list inside a list of names"
    write = scalar(text, in_flow=True) if short else ""
    reading.mistake(item, message, expected=expected, write=write)
    return None


def _parts(reading: Reading, key: Scalar) -> list[str] | None:
    """Split at the dots outside SQL quotes."""
    text = key.text
    if not text or "\0" in text:
        what = "a NUL character in a name" if text else "an empty name"
        reading.mistake(key, what, expected="a name")
        return None
    parts = split_key(text)
    if not parts or not all(parts):
        message = f"`{text}` is no name"
        expected = 'name, schema.name, or SQL quotes around a name with a dot: "a.b"'
        reading.mistake(key, message, expected=expected)
        return None
    return parts if all(_fits(reading, key, part) for part in parts) else None


def split_key(text: str) -> list[str]:
    """Split a name at the dots outside SQL quotes and take the quotes off.

    :param text: ``Invoice``, ``billing.Invoice`` or ``"a.b"``.
    :return: the parts; none if it is no name.
    """
    return _quoted_parts(text) if '"' in text else text.split(".")


def full_name(key: str, schema: str) -> tuple[str, ...]:
    """Return the name that a key means with its schema.

    :param key: a name as :func:`split_key` takes it.
    :param schema: the schema of names without one.
    """
    parts = split_key(key) or [key]
    return tuple(parts) if len(parts) > 1 else (schema, *parts)


def _quoted_parts(text: str) -> list[str]:
    parts = []
    position = 0
    while True:
        match = _QUOTED.match(text, position)
        if match is None:
            return []
        parts.append(match["bare"] or match["quoted"].replace('""', '"'))
        position = match.end()
        if position == len(text):
            return parts
        if text[position] != ".":
            return []
        position += 1


def _fits(reading: Reading, node: Scalar, name: str) -> bool:
    size = len(name.encode())
    if size <= _LENGTH:
        return True
    kept = name.encode()[:_LENGTH].decode(errors="ignore")
    reading.mistake(
        node,
        f"a name of {size} bytes; PostgreSQL keeps {_LENGTH}",
        expected="the name as the catalog has it, which would be",
        write=scalar(kept),
    )
    return False
