"""Names of functions, procedures and aggregates as the catalog has them."""

from __future__ import annotations

import pytest

from pytest_schema_audit.manifest.routine_names import language, own_name, printed_arguments


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("add(integer, a.b)", "add"),
        ("add()", "add"),
        ('"we(ird.""f"("a.b".x)', 'we(ird."f'),
        ("Upper case()", "Upper case"),
        ("===(box, box)", "==="),
        ("numbers USING btree", "numbers"),
        ('"a.b" USING gin', "a.b"),
        ("plain", "plain"),
    ],
)
def test_own_name(name: str, own: str) -> None:
    assert own_name(name) == own


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        ("", ""),
        ("int, int4[]", "integer, integer[]"),
        ("varchar(20), char, decimal(3, 1)", "character varying, character, numeric"),
        ("timestamptz, time(3)", "timestamp with time zone, time without time zone"),
        ("a integer, IN b text DEFAULT 'x'", "integer, text"),
        ("OUT a integer, INOUT b text, VARIADIC c text[]", "text, text[]"),
        ("integer,text", "integer, text"),
        ('"char", "any", interval, bit', '"char", "any", interval, bit'),
        ('billing.state, "My Type"[]', 'billing.state, "My Type"[]'),
        ("item.a%TYPE", "item.a%TYPE"),
        ("no arguments at all (", "no arguments at all ("),
    ],
)
def test_arguments_as_the_catalog_prints_them(arguments: str, printed: str) -> None:
    assert printed_arguments("function", arguments) == printed
    assert printed_arguments("procedure", printed) == printed


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        ("*", ""),
        ("float8 ORDER BY anyelement", "double precision, anyelement"),
        ("n int", "integer"),
        ('VARIADIC "any"', '"any"'),
    ],
)
def test_arguments_of_an_aggregate(arguments: str, printed: str) -> None:
    assert printed_arguments("aggregate", arguments) == printed


def test_language() -> None:
    assert language("function", "() RETURNS int LANGUAGE 'c' AS 'x', 'y'") == "c"
    assert language("procedure", "() AS $$LANGUAGE c$$ LANGUAGE SQL") == "sql"
    assert language("function", "() RETURNS int RETURN 1") == ""
    assert language("function", "no definition") == ""
    assert language("view", "SELECT 1") == ""
