"""Catalog values in the manifest's notation: what a reader compares, and what init writes."""

from __future__ import annotations

import re

from .model import Column, Index, Sequence, Table

_BOUNDS = {"smallint": 32767, "integer": 2147483647, "bigint": 9223372036854775807}


def column_text(column: Column) -> str:
    """Write a column as its manifest entry: ``numeric(10,2) not null default 0``."""
    parts = [column.type]
    if column.collation:
        parts.append(f"collate {column.collation}")
    if column.not_null:
        parts.append("not null")
    if column.identity:
        options = f" ({column.identity_options})" if column.identity_options else ""
        parts.append(f"generated {column.identity.lower()} as identity{options}")
    elif column.generated:
        expression = _parenthesised(column.default)
        parts.append(f"generated always as {expression} {column.generated.lower()}")
    elif column.default:
        parts.append(f"default {column.default}")
    return " ".join(parts)


def index_text(index: Index) -> str:
    """Write an index with what its definition does not show."""
    unique = "unique " if index.unique and not index.constraint else ""
    return f"{unique}{index.definition}{'' if index.valid else ' (invalid)'}"


def table_text(table: Table) -> str:
    """Write a table's own traits; ``table`` where all are PostgreSQL's defaults."""
    security = ", ".join(
        word
        for word, on in (
            ("enabled", table.row_security),
            ("forced", table.force_row_security),
        )
        if on
    )
    traits = {
        "is": table.persistence if table.persistence != "permanent" else "",
        "row security": security,
        "partition by": table.partition_by,
        "partition of": table.partition_of,
        "inherits": ", ".join(table.inherits),
        "of": table.of_type,
        "with": ", ".join(table.options),
    }
    shown = [f"{key}: {value}" for key, value in traits.items() if value]
    return "; ".join(shown) or "table"


def sequence_text(sequence: Sequence) -> str:
    """Write a sequence as its entry: the type, then what is not PostgreSQL's default for it."""
    type_, _, options = sequence.definition.partition(" ")
    given = dict(re.findall(r"([A-Z]+) (-?\d+)", options))
    ascending = int(given["INCREMENT"]) > 0
    highest = _BOUNDS[type_]
    low, high = (1, highest) if ascending else (-highest - 1, -1)
    start = given["MINVALUE"] if ascending else given["MAXVALUE"]
    defaults = {
        "INCREMENT": "1",
        "MINVALUE": str(low),
        "MAXVALUE": str(high),
        "START": start,
        "CACHE": "1",
    }
    shown = [f"{word.lower()} {n}" for word, n in given.items() if n != defaults[word]]
    words = re.findall(r" (CYCLE|UNLOGGED|LOGGED)\b", options)
    owner = [f"owned by {sequence.owned_by}"] if sequence.owned_by else []
    return " ".join([type_, *shown, *map(str.lower, words), *owner])


def _parenthesised(expression: str) -> str:
    """PostgreSQL prints the parentheses only around what needs them inside other expressions."""
    return f"({expression})"
