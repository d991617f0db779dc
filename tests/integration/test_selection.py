"""pytest's own ways of choosing and ordering items work on those of the audit."""

from __future__ import annotations

import pytest

from .conftest import Project


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("-k", "invoice and index"), {"index.invoice_pkey", "index.invoice_state_idx"}),
        (("-m", "schema_foreign_key"), {"foreign_key.invoice_customer_id_fkey"}),
        (("-m", "schema_total"), {"total.tables", "total.foreign_keys"}),
        (("-m", "schema_applied"), {"applied.001_initial"}),
        (("-m", "schema_audit and schema_enum"), {"enum.state"}),
    ],
)
def test_by_keyword_and_marker(project: Project, options: tuple[str, ...], names: set[str]) -> None:
    ids = project.collected("--schema-audit", "--strict-markers", *options)
    chosen = {id_.rpartition("::")[2] for id_ in ids}
    assert {name for name in chosen if not name.startswith("unexpected.")} == names


def test_last_failed_and_stepwise(project: Project) -> None:
    project.migrate("ALTER TABLE invoice ALTER total TYPE integer; DROP INDEX invoice_state_idx")
    project.audit().assert_outcomes(failed=2, passed=62)
    project.audit("--last-failed").assert_outcomes(failed=2)
    project.audit("--stepwise").assert_outcomes(failed=1, passed=57)
    project.migrate("")
    project.audit("--last-failed").assert_outcomes(passed=2)


def test_first_failure_ends(project: Project) -> None:
    project.migrate("DROP TABLE invoice")
    result = project.audit("-x")
    result.assert_outcomes(failed=1, passed=41)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize(
    "options",
    [
        ("-p", "no:cacheprovider"),
        ("-p", "randomly", "-p", "randomly"),
        ("-p", "no:logging", "-s"),
        ("-qq",),
        ("-vv", "--no-header"),
        ("--setup-plan",),
    ],
    ids=lambda options: " ".join(options),
)
def test_beside_other_options(project: Project, options: tuple[str, ...]) -> None:
    result = project.audit(*options)
    assert result.ret == 0


def test_random_order(project: Project) -> None:
    result = project.pytester.runpytest_subprocess("--schema-audit", "-p", "randomly")
    result.assert_outcomes(passed=63)


def test_without_a_terminal(project: Project) -> None:
    result, cases = project.junit("-p", "no:terminal")
    assert (result.ret, result.outlines) == (0, [])
    assert len(cases) == 63
