"""Two branches that each change the schema: git merges their manifests, and the audit agrees."""

from __future__ import annotations

import pytest

from tests.integration.conftest import Project

ONE = "CREATE INDEX customer_email_idx ON customer (email);"
OTHER = "CREATE INDEX invoice_total_idx ON invoice (total);"


@pytest.fixture
def repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A repository whose manifest init has written."""
    monkeypatch.delenv("CI", raising=False)
    for variable in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{variable}_NAME", "ann")
        monkeypatch.setenv(f"GIT_{variable}_EMAIL", "ann@example.org")
    for path in (project.path / "expected").iterdir():
        path.unlink()
    assert project.run_here("--schema-audit-init").ret == 0
    git(project, "init", "-q", "-b", "main")
    commit(project)
    return project


def git(project: Project, *args: str) -> int:
    return int(project.pytester.run("git", *args).ret)


def commit(project: Project) -> None:
    assert git(project, "add", "expected", "migrations") == 0
    assert git(project, "commit", "-q", "-m", "change") == 0


def branch(project: Project, name: str, sql: str) -> None:
    """Make a branch that adds a migration and what an update makes of it."""
    assert git(project, "checkout", "-q", "-b", name, "main") == 0
    number = {"one": 2, "other": 3}[name]
    project.migrate(sql, f"migrations/00{number}_{name}.sql")
    assert project.run_here("--schema-audit-update=write").ret == 1
    commit(project)


def merged(project: Project, one: str, other: str) -> int:
    branch(project, "one", one)
    branch(project, "other", other)
    return git(project, "merge", "-q", "one", "-m", "both")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE, OTHER),
        ("CREATE INDEX a_idx ON invoice (total);", "CREATE INDEX z_idx ON invoice (total, id);"),
        ("CREATE TABLE address (id int);", "CREATE TABLE product (id int);"),
        (ONE, "ALTER TYPE state ADD VALUE 'late';"),
    ],
    ids=["two tables", "one table", "new tables", "index and enum"],
)
def test_both_changes_are_there_and_the_audit_is_green(
    repository: Project, one: str, other: str
) -> None:
    assert merged(repository, one, other) == 0
    assert repository.run_here("--schema-audit", "-q").ret == 0
    assert repository.run_here("--schema-audit-update=diff", "-q").ret == 0


def test_a_conflict_is_seen_before_anything_runs(repository: Project) -> None:
    """Two lines of one place conflict, as they should; the markers are no manifest."""
    change = "ALTER TABLE invoice ALTER total TYPE numeric({},2);"
    assert merged(repository, change.format(11), change.format(12)) == 1
    result = repository.run_here("--schema-audit", "-q")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert "merge" in result.stdout.str()


def test_a_total_that_both_branches_count_up_is_drift_and_not_hidden(repository: Project) -> None:
    """Why init writes none: 3 and 1 make 4 in both branches, and 4 in the merge of them."""
    main = repository.path / "expected/audit.yaml"
    main.write_text(main.read_text() + "totals: {indexes: 3}\n")
    commit(repository)
    assert merged(repository, ONE, OTHER) == 0
    result = repository.run_here("--schema-audit", "-q")
    assert result.ret == 1
    assert "total indexes: expected 4, found 5" in result.stdout.str()
