"""Kinds of object that no migration makes without naming them: types and what works on them."""

from __future__ import annotations

from typing import Final

from .object_kind import ObjectKind

TYPES: Final = (
    ObjectKind(
        "domain",
        "CREATE DOMAIN",
        "CreateDomainStmt",
        "TYPE [COLLATE x] [NOT NULL] [DEFAULT …] [CONSTRAINT c CHECK (…)]",
    ),
    ObjectKind(
        "composite type", "CREATE TYPE", "CompositeTypeStmt", "(a integer, b text COLLATE x)"
    ),
    ObjectKind("range type", "CREATE TYPE", "CreateRangeStmt", "RANGE (SUBTYPE = type, …)"),
    ObjectKind(
        "base type",
        "CREATE TYPE",
        "DefineStmt",
        "(INPUT = f, OUTPUT = g, …), or {} for a shell",
        made=False,
        blank=True,
    ),
)
"""Types."""

AGGREGATE: Final = ObjectKind(
    "aggregate",
    "CREATE AGGREGATE",
    "DefineStmt",
    "(integer) (SFUNC = f, STYPE = type, …)",
    naming="overloaded",
)
"""What stands beside functions and procedures."""

OPERATORS: Final = (
    ObjectKind(
        "operator",
        "CREATE OPERATOR",
        "DefineStmt",
        "(FUNCTION = f, LEFTARG = type, RIGHTARG = type, …)",
        naming="overloaded",
        sample="===",
        made=False,
    ),
    ObjectKind(
        "operator class",
        "CREATE OPERATOR CLASS",
        "CreateOpClassStmt",
        "[DEFAULT] FOR TYPE type USING method [FAMILY x] AS OPERATOR 1 =, FUNCTION 1 f(type), …",
        naming="method",
        made=False,
    ),
    ObjectKind(
        "operator family",
        "ALTER OPERATOR FAMILY",
        "AlterOpFamilyStmt",
        "ADD OPERATOR 1 = (type, type), FUNCTION 1 (type, type) f(type, type), …, or {}",
        naming="method",
        sample="x USING btree",
        made=False,
        blank=True,
    ),
    ObjectKind(
        "cast",
        "CREATE CAST",
        "CreateCastStmt",
        "WITH FUNCTION f(type) [AS ASSIGNMENT], WITHOUT FUNCTION or WITH INOUT",
        naming="database",
        sample="(text AS integer)",
        made=False,
    ),
    ObjectKind(
        "transform",
        "CREATE TRANSFORM",
        "CreateTransformStmt",
        "(FROM SQL WITH FUNCTION f(internal), TO SQL WITH FUNCTION g(internal))",
        naming="database",
        sample="FOR text LANGUAGE sql",
        made=False,
    ),
)
"""Operators, what indexes know of them, and conversions between types."""

TEXTS: Final = (
    ObjectKind("collation", "CREATE COLLATION", "DefineStmt", "(PROVIDER = icu, LOCALE = 'de', …)"),
    ObjectKind(
        "conversion",
        "CREATE CONVERSION",
        "CreateConversionStmt",
        "[DEFAULT] FOR 'LATIN1' TO 'UTF8' FROM f",
        made=False,
    ),
    ObjectKind(
        "text search configuration",
        "CREATE TEXT SEARCH CONFIGURATION",
        "DefineStmt",
        '(PARSER = "default") [ADD MAPPING FOR word WITH simple] …',
    ),
    ObjectKind(
        "text search dictionary",
        "CREATE TEXT SEARCH DICTIONARY",
        "DefineStmt",
        "(TEMPLATE = snowball, Language = 'english', …)",
    ),
    ObjectKind(
        "text search parser",
        "CREATE TEXT SEARCH PARSER",
        "DefineStmt",
        "(START = f, GETTOKEN = g, END = h, LEXTYPES = i)",
        made=False,
    ),
    ObjectKind(
        "text search template",
        "CREATE TEXT SEARCH TEMPLATE",
        "DefineStmt",
        "(INIT = f, LEXIZE = g)",
        made=False,
    ),
)
"""What compares, converts and searches texts."""

MEANS: Final = (
    ObjectKind(
        "language",
        "CREATE LANGUAGE",
        "CreatePLangStmt",
        "[TRUSTED] HANDLER f [INLINE g] [VALIDATOR h]",
        naming="database",
        made=False,
    ),
    ObjectKind(
        "access method",
        "CREATE ACCESS METHOD",
        "CreateAmStmt",
        "TYPE INDEX HANDLER f, or TYPE TABLE HANDLER f",
        naming="database",
        made=False,
    ),
)
"""What functions and tables are made with."""
