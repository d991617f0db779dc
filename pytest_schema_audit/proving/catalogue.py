"""Every kind of drift that is tried, in the order of the items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..manifest.expectation import Suite
from .additions import ADDITIONS
from .columns import COLUMNS
from .comments import COMMENTS
from .constraints import CONSTRAINTS
from .definitions import DEFINITIONS
from .figures import FIGURES
from .indexes import INDEXES
from .mutation import Mutation, chosen, manifested
from .objects import OBJECTS
from .relations import RELATIONS
from .routines import ROUTINES
from .tables import TABLES
from .types import TYPES

MUTATIONS: Final[tuple[Mutation, ...]] = (
    *(*TABLES, *COLUMNS, *CONSTRAINTS, *INDEXES, *TYPES),
    *(*OBJECTS, *RELATIONS, *ROUTINES, *DEFINITIONS, *COMMENTS, *ADDITIONS, *FIGURES),
)
"""Every kind of drift; the names are unique."""


def proofs(suite: Suite) -> Iterator[str]:
    """Name the kinds of drift that a suite's manifest covers: no database is needed for it."""
    for mutation in chosen(MUTATIONS, manifested(suite)):
        yield mutation.name
