"""Privileges by role: one spelling for what is one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.manifest.grants import listed, listing
from pytest_schema_audit.manifest.suites import read_text

MANIFEST = "tables:\n  t:\n    grants: {app: %s}\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("select", "SELECT"),
        ("'INSERT, SELECT'", "SELECT, INSERT"),
        ("[INSERT, SELECT, insert]", "SELECT, INSERT"),
        ("ALL PRIVILEGES", "ALL"),
        ("none", "NONE"),
        ("[]", "NONE"),
        ("[update with grant option, DELETE]", "UPDATE WITH GRANT OPTION, DELETE"),
        ("'SELECT (id), UPDATE (\"a, b\")'", 'SELECT (id), UPDATE ("a, b")'),
    ],
)
def test_spellings(written: str, meant: str) -> None:
    _, file = read_text(Path("/audit.yaml"), MANIFEST % written)
    assert file.expectations[0].aspects == (("grants", (("app", meant),)),)


def test_listed_takes_apart_what_listing_made() -> None:
    items = ["DELETE", 'SELECT ("a, b")', "INSERT WITH GRANT OPTION"]
    assert sorted(listed(listing(items))) == sorted(items)
    assert listed(listing([])) == []
