"""The count check of the pipeline must be able to fail."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ci.junit_counts import differences


def _suite(*cases: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"
    )


TABLE = '<testcase classname="expected.a" name="table"/>'
INDEX = '<testcase classname="expected.a" name="index.a_idx"/>'


def test_exact_counts_of_passed_cases_are_no_difference() -> None:
    assert differences(_suite(TABLE, INDEX, INDEX), {"table": 1, "index.": 2}) == []


def test_a_key_without_a_dot_is_a_whole_name() -> None:
    other = '<testcase classname="expected.a" name="tables"/>'
    assert differences(_suite(TABLE, other), {"table": 1}) == []


@pytest.mark.parametrize("wanted", [0, 2])
def test_another_count_is_named(wanted: int) -> None:
    assert differences(_suite(INDEX), {"index.": wanted}) == [f"index.: 1, not {wanted}"]


@pytest.mark.parametrize("outcome", ["failure", "error", "skipped"])
def test_a_case_that_did_not_pass_is_named(outcome: str) -> None:
    case = f'<testcase classname="expected.a" name="table"><{outcome}/></testcase>'
    assert differences(_suite(case), {"table": 1}) == [f"expected.a table: {outcome}"]
