from __future__ import annotations

import pytest

from pytest_schema_audit.checks.attributes import Attributes
from pytest_schema_audit.checks.differ import findings
from pytest_schema_audit.verdict import Finding


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"a": "1"}, {"a": "1"}, []),
        ({"a": "1"}, {"a": "2"}, [("a", "1", "2")]),
        ({"a": "1"}, {"a": ""}, [("a", "1", "")]),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, [("a", "(x, y)", "(y, x)")]),
        ({"a": ["x"]}, {"a": []}, [("a", "(x)", "")]),
        ({"o": {"f": "70"}}, {"o": {}}, [("o.f", "70", "")]),
        ({"o": {}}, {"o": {"f": "70"}}, [("o.f", "", "70")]),
        ({"keys": {"a": {"n": "1"}}}, {"keys": {"a": {"n": "2"}}}, [("key a n", "1", "2")]),
        ({"keys": {"a": {"n": "1"}}}, {"keys": {"b": {"n": "2"}}}, []),
        ({"z": "1", "a": "1"}, {"z": "2", "a": "2"}, [("z", "1", "2"), ("a", "1", "2")]),
    ],
)
def test_what_differs_in_the_order_of_the_expected(
    ours: Attributes, theirs: Attributes, expected: list[tuple[str, str, str]]
) -> None:
    assert findings(ours, theirs) == tuple(Finding(*one) for one in expected)
