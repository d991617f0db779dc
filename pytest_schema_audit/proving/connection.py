"""A connection on which the same long queries run hundreds of times."""

from __future__ import annotations

from typing import Any

from psycopg import Connection, Cursor

_LONG = 300
"""Bytes from which on planning a query of the catalog takes longer than running it."""


class PreparingConnection(Connection[Any]):
    """Prepares every long query by itself, for good.

    psycopg's own prepared statements end with each ``ROLLBACK``, which here follows each reading.
    Plans are kept as long as the search path they were made under is the current one
    (documentation: "PREPARE").
    """

    def execute(self, query: Any, params: Any = None, **options: Any) -> Cursor[Any]:
        """Execute a query; a long one without parameters is planned only once."""
        if isinstance(query, bytes) and params is None and _reads(query):
            query = self._planned(query)
        return super().execute(query, params, **options)

    def _planned(self, query: bytes) -> bytes:
        plans: dict[bytes, bytes] = self.__dict__.setdefault("_plans", {})
        if query not in plans:
            name = f"schema_audit_{len(plans)}".encode()
            super().execute(b"PREPARE " + name + b" AS " + query)
            plans[query] = b"EXECUTE " + name
        return plans[query]


def _reads(query: bytes) -> bool:
    return len(query) > _LONG and query.lstrip().startswith((b"WITH", b"SELECT", b"--"))
