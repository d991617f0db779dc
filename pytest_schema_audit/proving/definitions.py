"""Definitions of every kind that has rows for its attributes, and of those that have none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..manifest.object_kinds import OBJECT_KINDS
from .mutation import Mutation
from .rows import Edited, Row, any_option, mutation
from .rows_operators import OPERATOR_ROWS
from .rows_outside import OUTSIDE_ROWS
from .rows_relations import RELATION_ROWS
from .rows_types import TYPE_ROWS

_ROWS: Final[tuple[Row, ...]] = (*TYPE_ROWS, *RELATION_ROWS, *OPERATOR_ROWS, *OUTSIDE_ROWS)

_APART: Final = {"view", "trigger", "function", "procedure", "schema", "default_privilege"}
"""Kinds with modules of their own, or with nothing that could change."""


def _others() -> Iterator[Mutation]:
    """Make any change at all of the kinds without a row."""
    for kind in sorted(OBJECT_KINDS.keys() - _APART - {row.kind for row in _ROWS}):
        yield mutation(Edited(kind, "definition", "", any_option))


DEFINITIONS: Final = (
    *(mutation(row) for row in _ROWS if row.kind in OBJECT_KINDS),
    *_others(),
)
"""What can happen to a definition."""
