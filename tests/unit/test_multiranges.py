from __future__ import annotations

import pytest

from pytest_schema_audit.multiranges import at_home, put_aside

NAMED = "CREATE TYPE scratch.r AS RANGE (subtype = double precision, multirange_type_name = {})"


@pytest.mark.parametrize(
    ("name", "aside"),
    [
        ("geo.rs", "scratch.rs"),
        ('"geo"."R s"', 'scratch."R s"'),
        ("public.rs", "scratch_0.rs"),
        ('"Geo".rs', "scratch_0.rs"),
        ("rs", "rs"),
    ],
)
def test_a_copy_leaves_the_name_alone(name: str, aside: str) -> None:
    assert put_aside(NAMED.format(name), "geo", "scratch") == NAMED.format(aside)


@pytest.mark.parametrize(
    ("name", "home", "printed", "shown"),
    [
        ("geo.rs", "geo", "scratch.rs", "geo.rs"),
        ("rs", "Geo", "scratch.rs", '"Geo".rs'),
        ("rs", "public", "scratch.rs", "rs"),
        ("public.rs", "geo", "scratch_0.rs", "public.rs"),
        ('"Geo".rs', "public", "scratch_0.rs", '"Geo".rs'),
    ],
)
def test_it_goes_back_to_its_schema(name: str, home: str, printed: str, shown: str) -> None:
    text = "RANGE (SUBTYPE = scratch.x, MULTIRANGE_TYPE_NAME = {})"
    whole = NAMED.format(name)
    assert at_home(text.format(printed), whole, home, "scratch") == text.format(shown)


def test_one_without_a_name_stays() -> None:
    whole = "CREATE TYPE scratch.r AS RANGE (SUBTYPE = text)"
    assert put_aside(whole, "geo", "scratch") == whole
    assert at_home("RANGE (SUBTYPE = text)", whole, "geo", "scratch") == "RANGE (SUBTYPE = text)"
