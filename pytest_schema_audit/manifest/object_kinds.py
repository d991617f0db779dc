"""Kinds of object that are described by their own CREATE statement, without its first words.

An entry holds what follows the object's name there, so that a statement of a migration can be
pasted; where it also stands in a catalog, it is PostgreSQL's own print of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from . import definition_kinds, outside_kinds
from .object_kind import ObjectKind

__all__ = ["OBJECT_KINDS", "ObjectKind", "holds_parts", "object_kind", "statement_head"]

_KINDS: Final = (
    *definition_kinds.TYPES,
    ObjectKind(
        "view",
        "CREATE VIEW",
        "ViewStmt",
        "SELECT …, or WITH (…) AS SELECT …",
        parts=("columns", "triggers", "rules"),
    ),
    ObjectKind(
        "materialized view",
        "CREATE MATERIALIZED VIEW",
        "CreateTableAsStmt",
        "SELECT …, or [USING method] [WITH (…)] AS SELECT …",
        parts=("columns", "indexes", "uniques"),
    ),
    ObjectKind(
        "function",
        "CREATE FUNCTION",
        "CreateFunctionStmt",
        "(a integer) RETURNS TYPE LANGUAGE … AS $$…$$",
        naming="overloaded",
    ),
    ObjectKind(
        "procedure",
        "CREATE PROCEDURE",
        "CreateFunctionStmt",
        "(a integer) LANGUAGE … AS $$…$$",
        naming="overloaded",
    ),
    definition_kinds.AGGREGATE,
    *definition_kinds.OPERATORS,
    *definition_kinds.TEXTS,
    *definition_kinds.MEANS,
    ObjectKind(
        "trigger",
        "CREATE TRIGGER",
        "CreateTrigStmt",
        "BEFORE UPDATE ON table FOR EACH ROW EXECUTE FUNCTION f()",
        naming="table",
        switch=True,
    ),
    ObjectKind(
        "rule",
        "CREATE RULE",
        "RuleStmt",
        "AS ON INSERT TO table [WHERE …] DO [INSTEAD] …",
        naming="table",
        switch=True,
    ),
    ObjectKind(
        "policy",
        "CREATE POLICY",
        "CreatePolicyStmt",
        "ON table [AS RESTRICTIVE] [FOR …] [TO role, …] [USING (…)] [WITH CHECK (…)]",
        naming="table",
    ),
    ObjectKind(
        "statistics",
        "CREATE STATISTICS",
        "CreateStatsStmt",
        "[(ndistinct, …)] ON a, b FROM table",
    ),
    ObjectKind(
        "foreign table",
        "CREATE FOREIGN TABLE",
        "CreateForeignTableStmt",
        "(a integer, …) SERVER server [OPTIONS (…)]",
        parts=("columns", "triggers"),
    ),
    ObjectKind(
        "foreign data wrapper",
        "CREATE FOREIGN DATA WRAPPER",
        "CreateFdwStmt",
        "[HANDLER f] [VALIDATOR f] [OPTIONS (…)]",
        naming="database",
        made=False,
        blank=True,
        renamed=False,
    ),
    ObjectKind(
        "foreign server",
        "CREATE SERVER",
        "CreateForeignServerStmt",
        "[TYPE 't'] [VERSION 'v'] FOREIGN DATA WRAPPER w [OPTIONS (…)]",
        naming="database",
        made=False,
    ),
    ObjectKind(
        "user mapping",
        "CREATE USER MAPPING",
        "CreateUserMappingStmt",
        "[OPTIONS (…)]",
        naming="database",
        sample="FOR x SERVER y",
        made=False,
        blank=True,
        renamed=False,
    ),
    *outside_kinds.KINDS,
)

OBJECT_KINDS: Final[Mapping[str, ObjectKind]] = {one.kind: one for one in _KINDS}
"""Kind of entry -> the kind of object, in the order of manifests that init writes."""

_QUERY: Final = re.compile(
    r"\s*(?:(?:select|values|table)\b|with\s+(?!\()|\(\s*(?:select|values|with)\b)", re.IGNORECASE
)
_AS: Final = dict.fromkeys(("composite_type", "range_type"), re.compile(r"\s*as\b", re.IGNORECASE))
_EVENTS: Final = re.compile(r"\b(?:when|execute|for\s+each)\b", re.IGNORECASE)
_DEFERRAL: Final = re.compile(r"\b(?:deferrable|initially)\b", re.IGNORECASE)


def statement_head(kind: str, text: str, name: str = "") -> str:
    """Return what an entry becomes a whole statement with, ready to stand in front of it.

    A view's entry may be its query alone; a trigger that can be deferred is a constraint's.

    :param kind: a key of :data:`OBJECT_KINDS`.
    :param text: the entry, as written.
    :param name: the object's name, as SQL; a sample where none is given.
    """
    one = OBJECT_KINDS[kind]
    words = one.words
    if kind == "trigger" and _DEFERRAL.search(_EVENTS.split(text, maxsplit=1)[0]):
        words = "CREATE CONSTRAINT TRIGGER"
    if kind in {"view", "materialized_view"}:
        query = "AS " if _QUERY.match(text) else ""
    else:
        query = "AS " if kind in _AS and not _AS[kind].match(text) else ""
    if kind == "subscription":
        # Where its connection stands, which entries never hold.
        query = "CONNECTION '' "
    return f"{words} {name or one.sample} {query}"


def object_kind(noun: str) -> ObjectKind | None:
    """Return the kind of a noun, ``materialized view``; ``None`` if entries cannot describe it."""
    return OBJECT_KINDS.get(noun.replace(" ", "_"))


def holds_parts(kind: str) -> bool:
    """Say whether entries of a kind hold what belongs to their objects, as those of tables do."""
    return kind == "table" or (kind in OBJECT_KINDS and bool(OBJECT_KINDS[kind].parts))
