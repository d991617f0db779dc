"""Take CREATE statements apart into named attributes, so that a failure names what differs.

Only definitions already known to differ come here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ..attributes import Attributes
from . import foreign, operators, outside, relations, routines, texts, types

__all__ = ["ATTRIBUTES", "COMPLETE"]

ATTRIBUTES: Final[Mapping[str, Callable[[str, str], Attributes]]] = {
    **relations.ATTRIBUTES,
    **routines.ATTRIBUTES,
    **outside.ATTRIBUTES,
    **foreign.ATTRIBUTES,
    **types.ATTRIBUTES,
    **operators.ATTRIBUTES,
    **texts.ATTRIBUTES,
}
"""Kind of entry -> what takes its definitions apart."""

COMPLETE: Final = frozenset().union(
    *(one.COMPLETE for one in (foreign, outside, routines, types, operators, texts))
)
"""Kinds whose attributes say everything, so that equal attributes are one definition."""
