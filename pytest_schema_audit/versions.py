"""Versions of extensions: compared where an entry or the aspect asks for them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from .checks.taken_apart import ATTRIBUTES
from .manifest.expectation import Expectation, Text
from .model import SchemaObject

_VERSION = re.compile(r" VERSION '(?:[^']|'')*'\Z")
"""How the catalog's query ends the definition of an extension."""


def as_compared(found: SchemaObject, entry: Expectation, aspects: Collection[str]) -> SchemaObject:
    """Return an object without its version, unless its entry or the aspect asks for it.

    :param found: the object.
    :param entry: the entry of its name.
    :param aspects: the aspects that are on.
    """
    if found.kind != "extension" or "versions" in aspects or _says_version(entry):
        return found
    return replace(found, definition=_VERSION.sub("", found.definition))


def as_asked(
    new: Expectation, aspects: Collection[str], standing: Expectation | None = None
) -> Expectation:
    """Return a description without the version, unless the aspect or the entry asks for it.

    :param new: the description of what was found.
    :param aspects: the aspects that are on.
    :param standing: the entry of the same name; ``None`` where there is none.
    """
    if new.kind != "extension" or not isinstance(new.value, Text) or "versions" in aspects:
        return new
    if standing is not None and _says_version(standing):
        return new
    return replace(new, value=Text(_VERSION.sub("", new.value.sql)))


def _says_version(entry: Expectation) -> bool:
    text = entry.value.sql if isinstance(entry.value, Text) else ""
    return bool(dict(ATTRIBUTES["extension"]("extension", text))["version"])
