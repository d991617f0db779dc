"""Foreign tables, and what they stand on: wrappers, servers, user mappings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ...spelling import quote
from ..attributes import Attributes
from ..clauses import elements, written
from .statements import options, statement


def _wrapper(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    given = {one.defname: _function(one.arg) for one in tree.func_options or ()}
    return {
        "handler": given.get("handler", ""),
        "validator": given.get("validator", ""),
        "options": _options(tree.options),
    }


def _function(names: Any) -> str:
    """Name a function as a path of `pg_catalog, public` does; nothing for ``NO HANDLER``."""
    return ".".join(one.sval for one in names or ()).removeprefix("public.")


def _server(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {
        "type": tree.servertype or "",
        "version": tree.version or "",
        "foreign data wrapper": tree.fdwname,
        "options": _options(tree.options),
    }


def _user_mapping(kind: str, definition: str) -> Attributes:
    return {"options": _options(statement(kind, definition).options)}


def _foreign_table(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    base = tree.base
    nodes = base.tableElts or ()
    return {
        **dict(map(_element, nodes, elements(definition) if nodes else ())),
        **_parents(base),
        "server": tree.servername,
        "options": _options(tree.options),
    }


def _parents(base: Any) -> Attributes:
    parents = [written(one).removeprefix("public.") for one in base.inhRelations or ()]
    if base.partbound:
        return {"partition of": f"{parents[0]} {written(base.partbound)}", "inherits": []}
    return {"partition of": "", "inherits": parents}


def _options(nodes: Any) -> Attributes:
    """Return options by name, in quotes: their values may be empty."""
    return {name: f"'{text}'" for name, text in options(nodes).items()}


def _element(node: Any, text: str) -> tuple[str, str]:
    """Name a column or a check, with what follows its name."""
    name = getattr(node, "colname", None) or node.conname or ""
    kind = "column" if hasattr(node, "colname") else "check"
    own = text.removeprefix("CONSTRAINT ").removeprefix(quote(name)).strip()
    return f"{kind} {name}", own


ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    "foreign_data_wrapper": _wrapper,
    "foreign_server": _server,
    "user_mapping": _user_mapping,
    "foreign_table": _foreign_table,
}
"""Kind -> what takes its definitions apart."""

COMPLETE: Final = frozenset({"foreign_data_wrapper", "foreign_server", "user_mapping"})
"""Kinds whose attributes say everything that their definitions say."""
