"""Definitions as named attributes; equal attributes are one definition."""

from __future__ import annotations

import pytest

from pytest_schema_audit.checks.taken_apart import ATTRIBUTES, COMPLETE
from pytest_schema_audit.manifest.object_kinds import OBJECT_KINDS

SAME = [
    (
        "function",
        "(a int) RETURNS int LANGUAGE sql AS 'x'",
        "(a int4) RETURNS integer AS $$x$$ LANGUAGE SQL",
    ),
    (
        "function",
        "() RETURNS int LANGUAGE c AS 'l', 's'",
        "() RETURNS int LANGUAGE c COST 1 AS 'l', 's'",
    ),
    (
        "function",
        "() RETURNS int LANGUAGE sql AS 'x'",
        "() RETURNS int LANGUAGE sql COST 100 ROWS 0 VOLATILE AS 'x \n'",
    ),
    (
        "aggregate",
        "(*) (SFUNC = f, STYPE = int8)",
        "(*) (stype = bigint, sfunc = pg_catalog.f, sspace = 0)",
    ),
    (
        "domain",
        "varchar(3) NOT NULL DEFAULT 'x'",
        "character varying(3) DEFAULT 'x' CONSTRAINT c NOT NULL",
    ),
    (
        "composite_type",
        "(a timestamptz(3), b int[])",
        "AS (a timestamp(3) with time zone, b integer[])",
    ),
    ("range_type", "RANGE (SUBTYPE = float8)", "AS RANGE (subtype = double precision)"),
    ("operator", "(FUNCTION = f, LEFTARG = int)", "(leftarg = integer, PROCEDURE = f)"),
    (
        "operator_class",
        "FOR TYPE int USING btree AS OPERATOR 1 <",
        "FOR TYPE integer USING btree AS OPERATOR 1 pg_catalog.< (int, int)",
    ),
    (
        "text_search_dictionary",
        "(TEMPLATE = simple, a = 'b', c = 'd')",
        "(C = d, A = b, template = pg_catalog.simple)",
    ),
    ("cast", "WITH FUNCTION f(int)", "WITH FUNCTION pg_catalog.f(integer)"),
]
OTHER = [
    (
        "function",
        "(a int) RETURNS int LANGUAGE sql AS 'x'",
        "(b int) RETURNS int LANGUAGE sql AS 'x'",
    ),
    ("function", "() RETURNS int LANGUAGE sql AS 'x'", "() RETURNS int LANGUAGE sql AS ' x'"),
    ("function", "() RETURNS int LANGUAGE c AS 'l', 's'", "() RETURNS int LANGUAGE c AS 'm', 's'"),
    (
        "function",
        "() RETURNS int LANGUAGE sql SET a = 'b', 'c' AS 'x'",
        "() RETURNS int LANGUAGE sql SET a = 'b, c' AS 'x'",
    ),
    ("aggregate", "(int) (SFUNC = f, STYPE = int)", "(int ORDER BY int) (SFUNC = f, STYPE = int)"),
    ("domain", "text CHECK (true)", "text ADD CHECK (true) NOT VALID"),
    ("composite_type", "(a int, b int)", "(b int, a int)"),
    ("operator", "(FUNCTION = f, LEFTARG = int)", "(FUNCTION = s.f, LEFTARG = int)"),
    ("operator_family", "ADD OPERATOR 1 < (int, int)", "ADD OPERATOR 2 < (int, int)"),
    (
        "text_search_configuration",
        "(PARSER = p) ADD MAPPING FOR a WITH b, c",
        "(PARSER = p) ADD MAPPING FOR a WITH c, b",
    ),
    ("cast", "WITH INOUT", "WITHOUT FUNCTION"),
    ("language", "HANDLER f", "TRUSTED HANDLER f"),
    ("conversion", "FOR 'a' TO 'b' FROM f", "DEFAULT FOR 'a' TO 'b' FROM f"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_spellings_of_one_definition(kind: str, one: str, other: str) -> None:
    assert ATTRIBUTES[kind](kind, one) == ATTRIBUTES[kind](kind, other)


@pytest.mark.parametrize(("kind", "one", "other"), OTHER)
def test_different_definitions(kind: str, one: str, other: str) -> None:
    assert ATTRIBUTES[kind](kind, one) != ATTRIBUTES[kind](kind, other)


def test_kinds_that_are_never_made_say_everything_in_their_attributes() -> None:
    """Nothing else compares them but their texts."""
    unmade = {kind.kind for kind in OBJECT_KINDS.values() if not kind.made and not kind.blank}
    assert unmade <= COMPLETE
