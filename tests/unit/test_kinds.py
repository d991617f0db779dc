from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.kinds import DATABASE_WIDE, PLURALS, WITHIN_TABLES, slug

CASES = Path(__file__).parent.parent / "cases" / "unexpected"


def test_every_kind_has_its_own_plural() -> None:
    assert len(set(PLURALS.values())) == len(PLURALS)


def test_every_kind_is_reported_in_one_place() -> None:
    assert {*WITHIN_TABLES, *DATABASE_WIDE} == set(PLURALS)
    assert not set(WITHIN_TABLES) & set(DATABASE_WIDE)


def test_item_names_have_no_spaces() -> None:
    assert slug("foreign keys") == "foreign_keys"
    assert len({slug(plural) for plural in PLURALS.values()}) == len(PLURALS)


@pytest.mark.parametrize("kind", [kind for kind in PLURALS if kind != "subscription"])
def test_every_kind_has_a_case_in_which_it_is_unexpected(kind: str) -> None:
    """A database with a subscription cannot be dropped; the catalog's tests have that one."""
    report = (CASES / slug(kind) / "report.txt").read_text()
    assert report.count("manifest.yaml::") == 1
    assert "::unexpected." in report
