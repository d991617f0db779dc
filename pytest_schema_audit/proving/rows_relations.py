"""Policies, rules and statistics; and what a materialized view is beside its query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pglast import parse_sql

from .change import NEW
from .rows import Altered, Edited, Row, sampled


def _statistics_columns(tree: Any) -> Iterator[None]:
    statement: Any = parse_sql("CREATE STATISTICS s ON a, (7 + 7) FROM t")[0].stmt
    there = tree.exprs
    for some in (there[:-1], (*there, statement.exprs[1])):
        tree.exprs = some
        yield


_COMMANDS: Final = ("SELECT", "UPDATE", "DELETE", "INSERT", "ALL")
_EVENTS: Final = ("UPDATE", "INSERT", "DELETE")

RELATION_ROWS: Final[tuple[Row, ...]] = (
    sampled(
        *("policy", "as", "as", "permissive"),
        *("CREATE POLICY p ON t AS RESTRICTIVE", "CREATE POLICY p ON t"),
    ),
    sampled(
        *("policy", "for", "for", "cmd_name"),
        *(f"CREATE POLICY p ON t FOR {command}" for command in _COMMANDS),
    ),
    sampled(
        *("policy", "to", "to", "roles"),
        *("CREATE POLICY p ON t TO CURRENT_USER", "CREATE POLICY p ON t"),
    ),
    sampled("policy", "using", "using", "qual", "CREATE POLICY p ON t USING (7 = 7)"),
    sampled(
        *("policy", "with_check", "with check", "with_check"),
        "CREATE POLICY p ON t WITH CHECK (7 = 7)",
    ),
    sampled(
        *("rule", "event", "event", "event"),
        *(f"CREATE RULE r AS ON {event} TO t DO NOTHING" for event in _EVENTS),
    ),
    sampled(
        *("rule", "where", "where", "whereClause"),
        *(
            f"CREATE RULE r AS ON DELETE TO t {condition} DO NOTHING"
            for condition in ("WHERE 7 = 7", "")
        ),
    ),
    sampled(
        *("rule", "instead", "instead", "instead"),
        *(f"CREATE RULE r AS ON DELETE TO t DO {word} NOTHING" for word in ("INSTEAD", "ALSO")),
    ),
    sampled(
        *("rule", "action", "action", "actions"),
        f"CREATE RULE r AS ON DELETE TO t DO NOTIFY {NEW}",
    ),
    sampled(
        *("statistics", "kinds", "kinds", "stat_types"),
        *("CREATE STATISTICS s (ndistinct) ON a, b FROM t", "CREATE STATISTICS s ON a, b FROM t"),
    ),
    Edited("statistics", "columns", "on", _statistics_columns),
    Altered(
        *("statistics", "table", "from"),
        (
            f"CREATE TABLE public.{NEW} (a integer, b integer); UPDATE pg_catalog.pg_statistic_ext"
            f" SET stxrelid = 'public.{NEW}'::pg_catalog.regclass, stxkeys = '1 2',"
            " stxexprs = NULL, stxkind = pg_catalog.array_remove(stxkind, 'e')"
            " WHERE stxname = {plain}",
        ),
    ),
    Altered(
        *("materialized_view", "options", "options"),
        ("ALTER MATERIALIZED VIEW {name} SET (fillfactor = 55)",),
    ),
    Altered(
        *("materialized_view", "method", "method"),
        (
            f"CREATE ACCESS METHOD {NEW} TYPE TABLE HANDLER pg_catalog.heap_tableam_handler;"
            f" ALTER MATERIALIZED VIEW {{name}} SET ACCESS METHOD {NEW}",
        ),
        since=15,
    ),
)
"""One row for each attribute."""
