"""`when:`: entries for some majors; on others they are skipped, with the reason."""

from __future__ import annotations

import pytest

from pytest_schema_audit.servers import Server
from tests.integration.conftest import BILLING, Project

INDEX = "      invoice_state_idx: btree (state)\n"


def described(project: Project, entry: str) -> None:
    project.write("expected/billing.yaml", BILLING.replace(INDEX, entry))


def test_an_unmet_condition_is_skipped_with_the_reason(project: Project, server: Server) -> None:
    described(project, INDEX + "      later: {is: btree (state), when: '>=99'}\n")
    result, cases = project.junit("-q", "-rs")
    assert result.ret == 0
    skipped = [(case.name, case.message) for case in cases if case.outcome == "skipped"]
    assert skipped == [("index.later", f"only for PostgreSQL >=99; this server is {server.major}")]


def test_a_met_condition_is_checked(project: Project) -> None:
    described(project, "      invoice_state_idx: {is: btree (total), when: '>=14'}\n")
    result = project.run_here("--schema-audit", "-q")
    assert result.ret == 1
    assert "index.invoice_state_idx" in result.stdout.str()


def test_of_two_entries_of_one_name_the_one_for_this_major_counts(
    project: Project, server: Server
) -> None:
    described(
        project,
        "      invoice_state_idx:\n"
        f"        - {{is: btree (total), when: '<{server.major}'}}\n"
        f"        - {{is: btree (state), when: '>={server.major}'}}\n",
    )
    result = project.run_here("--schema-audit", "-q")
    assert result.ret == 0
    assert "skipped" not in result.stdout.str()


def test_alternatives_that_overlap_are_a_mistake(project: Project) -> None:
    described(
        project,
        "      invoice_state_idx:\n"
        "        - {is: btree (total), when: '<16'}\n"
        "        - {is: btree (state), when: '>=15'}\n",
    )
    result = project.run_here("--schema-audit", "-q")
    assert result.ret != 0
    assert "expected/billing.yaml:2" in result.stdout.str() + result.stderr.str()


def test_an_object_whose_entry_is_for_other_majors_is_unexpected(project: Project) -> None:
    described(project, "      invoice_state_idx: {is: btree (state), when: '>=99'}\n")
    result, cases = project.junit("-q")
    assert result.ret == 1
    assert {(case.name, case.outcome) for case in cases if case.outcome != "passed"} == {
        ("index.invoice_state_idx", "skipped"),
        ("unexpected.indexes", "failure"),
    }


@pytest.mark.parametrize("word", [">=", "new", ">=15,<15"])
def test_conditions_that_say_nothing_are_mistakes(project: Project, word: str) -> None:
    described(project, f"      invoice_state_idx: {{is: btree (state), when: '{word}'}}\n")
    result = project.run_here("--schema-audit", "-q", "--collect-only")
    assert result.ret != 0, word
