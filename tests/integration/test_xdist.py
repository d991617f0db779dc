"""pytest-xdist: one server and one audit for all workers."""

from __future__ import annotations

import pytest

from .conftest import Project


@pytest.mark.parametrize("distribution", ["load", "loadfile", "worksteal"])
def test_the_same_verdicts(project: Project, distribution: str) -> None:
    project.migrate("DROP INDEX invoice_state_idx; CREATE VIEW v AS SELECT 1")
    result = project.audit("-n2", f"--dist={distribution}")
    result.assert_outcomes(failed=2, passed=62)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert result.outlines.count("2 causes, 2 failing items") == 1


def test_migrations_run_once(project: Project) -> None:
    # A role outlives the database it is created in: a second run would fail.
    project.write("migrations/002_role.sql", "CREATE ROLE made_once_only")
    try:
        project.audit("-n2").assert_outcomes(passed=64)
    finally:
        project.execute("DROP ROLE IF EXISTS made_once_only")


def test_a_dying_worker_is_one_error(project: Project) -> None:
    project.write(
        "conftest.py",
        "import os\n"
        "def pytest_runtest_setup(item):\n"
        "    if item.name == 'enum.state':\n"
        "        os._exit(3)\n",
    )
    result = project.audit("-n2")
    assert result.ret != 0
    text = str(result.stdout)
    assert "crashed while running 'expected/billing.yaml::enums::enum.state'" in text
    result.assert_outcomes(failed=1, passed=62)


def test_nothing_is_left(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = project.path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert project.audit("-n2").ret == 0
    assert [path.name for path in temporary.iterdir() if path.name[:9] != "pytest-of"] == []


def test_the_password_is_in_no_option_of_a_worker(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(
        "conftest.py",
        "def pytest_sessionfinish(session):\n"
        "    workerinput = getattr(session.config, 'workerinput', None)\n"
        "    if workerinput:\n"
        "        open(f'seen-{workerinput[\"workerid\"]}', 'w').write(repr(workerinput))\n",
    )
    assert project.audit("-n2").ret == 0
    seen = [path.read_text() for path in project.path.glob("seen-*")]
    assert len(seen) == 2
    assert all("schema_audit_folder" in text and "postgres" not in text for text in seen)
