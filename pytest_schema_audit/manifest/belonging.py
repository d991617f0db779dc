"""What belongs to a relation: its definition names the relation that its entry stands under."""

from __future__ import annotations

from typing import Final

from pglast.parser import scan

from ..spelling import quote
from .expectation import Kind
from .fragments import relation
from .nodes import Node, Scalar
from .object_kinds import OBJECT_KINDS
from .positions import position_in
from .quoting import definition
from .reading import Reading

_DOT: Final = "ASCII_46"


def check_relation(reading: Reading, node: Node, kind: Kind, home: tuple[str, str]) -> None:
    """Note a trigger, rule or policy that stands under another relation than it is for.

    :param reading: the file; takes the mistakes.
    :param node: its definition, known to be one.
    :param kind: what it is; other kinds name no relation.
    :param home: schema and name of the relation that the entry stands under.
    """
    if kind not in OBJECT_KINDS or not isinstance(node, Scalar):
        return
    named = relation(kind, node.text)
    if named is None or (named.schema or "public", named.name) == home:
        return
    end = _end(node.text, named.start)
    right = ".".join(map(quote, home if home[0] != "public" else home[1:]))
    written = " ".join(node.text[named.start : end].split())
    message = f"this {kind} is for {written}, and stands under {right}"
    reading.mistake(
        position_in(reading.source, node, named.start),
        message,
        expected=f"it under {written}, or for {right}",
        write=definition(node.text[: named.start] + right + node.text[end:]),
    )


def _end(text: str, start: int) -> int:
    """Return where a relation's name ends, its schema before it."""
    tokens = scan(text[start:])
    last = 0
    while last + 2 < len(tokens) and tokens[last + 1].name == _DOT:
        last += 2
    return int(start + tokens[last].end + 1)
