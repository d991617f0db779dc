"""No secret of an option is taken from a manifest, and none is shown."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from pytest_schema_audit.manifest.errors import ManifestErrors
from pytest_schema_audit.manifest.secrecy import MASK, SECRET
from pytest_schema_audit.manifest.suites import read_text

FILE = Path("/somewhere/audit.yaml")
QUERIES = ("foreign_data_wrappers", "foreign_servers", "foreign_tables", "user_mappings")


@pytest.mark.parametrize(
    "entry",
    [
        "user mappings:\n  FOR app SERVER s: OPTIONS (user 'bob', password 'geheim')",
        "foreign servers:\n  s: FOREIGN DATA WRAPPER w OPTIONS (host 'h', \"Api_Key\" 'geheim')",
        "foreign data wrappers:\n  w: {is: OPTIONS (client_secret 'geheim')}",
        "foreign tables:\n  t: (a int OPTIONS (token 'geheim')) SERVER s",
    ],
)
def test_a_secret_is_refused_and_not_shown(entry: str) -> None:
    with pytest.raises(ManifestErrors) as caught:
        read_text(FILE, entry + "\n")
    assert "geheim" not in str(caught.value) + repr(caught.value.mistakes)


def test_the_whole_message() -> None:
    with pytest.raises(ManifestErrors) as caught:
        read_text(FILE, "user mappings:\n  FOR app SERVER s: OPTIONS (password 'geheim')\n")
    assert str(caught.value) == (
        "/somewhere/audit.yaml:2:3: the value of the option password in a manifest\n"
        "  expected its name with a mask, as the audit reads it; the value is never compared\n"
        "  write password '********'"
    )


def test_masked_and_harmless_values() -> None:
    options = f"password '{MASK}', password_required 'false', user 'bob'"
    _, file = read_text(FILE, f"user mappings:\n  FOR app SERVER s: OPTIONS ({options})\n")
    assert len(file.expectations) == 1


@pytest.mark.parametrize("name", QUERIES)
def test_the_queries_hide_the_same(name: str) -> None:
    query = files("pytest_schema_audit.catalog").joinpath(f"queries/{name}.sql").read_text("utf-8")
    hidden = query.count(f"~* '{SECRET}'")
    assert hidden == query.count("pg_options_to_table(") == query.count(f"'{MASK}'") > 0
