from __future__ import annotations

import pytest

from pytest_schema_audit.migrations.psql_arguments import interpolated, split_arguments, truth

VARIABLES = {"name": 'My "table"', "number": "7"}


@pytest.mark.parametrize(
    ("token", "value"),
    [
        (":number", "7"),
        (":'name'", "'My \"table\"'"),
        (':"name"', '"My ""table"""'),
        (":unset", ":unset"),
        (":'unset'", ":'unset'"),
        (":{?name}", "TRUE"),
        (":{?unset}", "FALSE"),
    ],
)
def test_variables(token: str, value: str) -> None:
    assert interpolated(token, VARIABLES) == value


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("", []),
        ("  a  b ", ["a", "b"]),
        ("a 'b c' 'd''e' 'f\\ng' 'h\\x41\\101'", ["a", "b c", "d'e", "f\ng", "hAA"]),
        ("x:number'y z'", ["x7y z"]),
        ('a::b "C d"', ["a::b", '"C d"']),
    ],
)
def test_arguments(line: str, arguments: list[str]) -> None:
    assert split_arguments(line, VARIABLES) == arguments


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("on", True),
        ("T", True),
        ("1", True),
        ("off", False),
        ("of", False),
        ("no", False),
        ("0", False),
        ("o", None),
        ("", None),
        ("2", None),
    ],
)
def test_truth(value: str, meaning: bool | None) -> None:
    assert truth(value) is meaning
