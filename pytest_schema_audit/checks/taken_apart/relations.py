"""Views, and what belongs to tables: triggers, rules, policies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ...manifest.object_kinds import statement_head
from ...spelling import quote
from ..attributes import Attributes
from ..clauses import between, elements, group_after, unparenthesised, written
from .statements import options, statement

_TIMINGS = {2: "BEFORE", 64: "INSTEAD OF"}
_RULE_EVENTS = {2: "UPDATE", 3: "INSERT", 4: "DELETE"}
_EVENTS = {4: "INSERT", 8: "DELETE", 16: "UPDATE", 32: "TRUNCATE"}


def _view(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {"options": options(tree.options), "query": _query(kind, definition)}


def _materialized_view(kind: str, definition: str) -> Attributes:
    into = statement(kind, definition).into
    return {
        "method": into.accessMethod or "heap",
        "options": options(into.options),
        "query": _query(kind, definition),
    }


def _query(kind: str, definition: str) -> str:
    whole = statement_head(kind, definition).endswith(" AS ")
    return definition if whole else between(definition, "AS")


def _trigger(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    bits = tree.events
    return {
        "timing": _TIMINGS.get(tree.timing, "AFTER"),
        "events": [word for bit, word in _EVENTS.items() if bits & bit],
        "columns": sorted(column.sval for column in tree.columns or ()),
        "level": "ROW" if tree.row else "STATEMENT",
        "when": written(tree.whenClause) if tree.whenClause else "",
        "transition tables": [written(one) for one in tree.transitionRels or ()],
        "function": ".".join(part.sval for part in tree.funcname),
        "arguments": [argument.sval for argument in tree.args or ()],
        "constraint": "true" if tree.isconstraint else "false",
        "deferrable": "true" if tree.deferrable else "false",
        "initially deferred": "true" if tree.initdeferred else "false",
    }


def _rule(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    action = between(definition, "DO")
    return {
        "event": _RULE_EVENTS[tree.event],
        "where": unparenthesised(between(definition, "WHERE", "DO")) if tree.whereClause else "",
        "instead": "true" if tree.instead else "false",
        "action": re.sub(r"\A(?:also|instead)\s+", "", action, flags=re.IGNORECASE),
    }


def _policy(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {
        "as": "PERMISSIVE" if tree.permissive else "RESTRICTIVE",
        "for": (tree.cmd_name or "all").upper(),
        "to": [quote(role.rolename) if role.rolename else "PUBLIC" for role in tree.roles],
        "using": group_after(definition, "USING"),
        "with check": group_after(definition, "WITH", "CHECK"),
    }


def _statistics(kind: str, definition: str) -> Attributes:
    tree = statement(kind, definition)
    return {
        "kinds": [one.sval for one in tree.stat_types or ()],
        "on": elements(f"({between(definition, 'ON', 'FROM')})"),
        "from": ", ".join(written(one) for one in tree.relations),
    }


ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    "view": _view,
    "materialized_view": _materialized_view,
    "trigger": _trigger,
    "rule": _rule,
    "policy": _policy,
    "statistics": _statistics,
}
"""Kind -> what takes its definitions apart."""
