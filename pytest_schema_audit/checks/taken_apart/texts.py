"""Collations, conversions, text search objects, languages and access methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ..attributes import Attributes
from .statements import statement, statements
from .words import definition_options, dotted

_AM_TYPES: Final = {"i": "index", "t": "table"}


def _collation(kind: str, definition: str) -> Attributes:
    given = definition_options(statement(kind, definition).definition, _COLLATION_DEFAULTS)
    return {name.replace("_", " "): text for name, text in given.items()}


_COLLATION_DEFAULTS: Final = {"provider": "libc", "locale": "", "deterministic": "true"}
"""Documentation: "CREATE COLLATION"."""


def _conversion(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {
        "default": "true" if tree.def_ else "false",
        "for": tree.for_encoding_name,
        "to": tree.to_encoding_name,
        "from": dotted(tree.func_name),
    }


def _configuration(kind: str, definition: str) -> Attributes:
    first, *additions = statements(kind, definition)
    mappings = {
        f"mapping for {token.sval}": ", ".join(dotted(name) for name in addition.dicts)
        for addition in additions
        for token in addition.tokentype
    }
    return definition_options(first.definition, {"parser": ""}) | dict(sorted(mappings.items()))


def _dictionary(kind: str, definition: str) -> Attributes:
    given = definition_options(statement(kind, definition).definition, {"template": ""})
    return dict(sorted(given.items(), key=lambda pair: (pair[0] != "template", pair[0])))


def _functions(kind: str, definition: str) -> Attributes:
    return definition_options(statement(kind, definition).definition, {})


def _language(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {
        "trusted": "true" if tree.pltrusted else "false",
        "handler": dotted(tree.plhandler),
        "inline": dotted(tree.plinline),
        "validator": dotted(tree.plvalidator),
    }


def _access_method(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {
        "type": _AM_TYPES.get(tree.amtype, tree.amtype),
        "handler": dotted(tree.handler_name),
    }


ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    "collation": _collation,
    "conversion": _conversion,
    "text_search_configuration": _configuration,
    "text_search_dictionary": _dictionary,
    "text_search_parser": _functions,
    "text_search_template": _functions,
    "language": _language,
    "access_method": _access_method,
}
"""Kind -> what takes its definitions apart."""

COMPLETE: Final = frozenset(ATTRIBUTES)
"""Kinds whose attributes say everything that their definitions say."""
