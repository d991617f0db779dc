"""Options that hold passwords and other secrets: manifests name them, and nothing shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from .errors import Mistake
from .expectation import Kind, Place
from .fragments import parse
from .reading import Reading

MASK: Final = "********"
"""What stands for a secret in manifests and messages."""

SECRET: Final = "pass(word|wd|phrase)|secret|token|credential|(api|access|private|sa)_?key"
"""Names of options whose values are secrets; the catalog queries have the same pattern."""

_SECRET: Final = re.compile(SECRET, re.IGNORECASE)
_NOT_SECRET: Final = frozenset({"password_required"})
_WITH_OPTIONS: Final = frozenset(
    {"foreign_table", "foreign_data_wrapper", "foreign_server", "user_mapping"}
)


def refuse_secrets(reading: Reading, kind: Kind, text: str, place: Place) -> None:
    """Note secrets in a definition; the message shows neither them nor their line.

    :param reading: the file; takes the mistakes.
    :param kind: what the definition defines.
    :param text: the definition, known to be one.
    :param place: where its entry stands.
    """
    if kind not in _WITH_OPTIONS or not text:
        return
    for name in _disclosed(json.loads(parse(kind, text))):
        expected = "its name with a mask, as the audit reads it; the value is never compared"
        message = f"the value of the option {name} in a manifest"
        where = Place(place.file, place.line, place.column)
        reading.mistakes.note(Mistake(where, message, expected, f"{name} '{MASK}'"))


def _disclosed(node: Any) -> Iterator[str]:
    """Name the options below a node of a parse tree that give a secret away."""
    if isinstance(node, list):
        for each in node:
            yield from _disclosed(each)
    elif isinstance(node, dict):
        name = str(node.get("defname", ""))
        given = node.get("arg", {}).get("String", {}).get("sval", "") if name else ""
        if _SECRET.search(name) and name not in _NOT_SECRET and given != MASK:
            yield name
        for each in node.values():
            yield from _disclosed(each)
