"""The hook definition of the repository, run as pre-commit runs it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integration.conftest import AUDIT, BILLING

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return dict(found)


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    """A repository with a manifest."""
    for name, text in {"audit.yaml": AUDIT, "domain/billing.yaml": BILLING}.items():
        path = tmp_path / "expected" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def run(hook: dict[str, Any], folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    program, *args = shlex.split(hook["entry"])
    assert program == "python"
    return subprocess.run(
        [sys.executable, *args, *names], cwd=folder, capture_output=True, text=True
    )


def test_takes_manifests_and_nothing_else(hook: dict[str, Any]) -> None:
    pattern = re.compile(hook["files"])
    names = ["expected/audit.yaml", "expected/a/b.yml", "services/users/expected/a.yaml"]
    others = ["expected/x.sql", "unexpected/a.yaml", "expected.yaml", "docs/a.yaml"]
    assert [name for name in (*names, *others) if pattern.search(name)] == names


def test_says_what_is_wrong_with_a_suite_of_a_service(hook: dict[str, Any], staged: Path) -> None:
    name = "services/users/expected/audit.yaml"
    path = staged / name
    path.parent.mkdir(parents=True)
    path.write_text("database: users\ntable: {}\n")
    assert re.search(hook["files"], name)
    done = run(hook, staged, name)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}:2:1: unknown key `table`")


def test_is_quiet_about_sound_files(hook: dict[str, Any], staged: Path) -> None:
    done = run(hook, staged, "expected/domain/billing.yaml", "expected/audit.yaml")
    assert (done.returncode, done.stdout) == (0, "1 suite, 15 entries: no mistakes\n")


def test_says_what_is_wrong_with_a_place(hook: dict[str, Any], staged: Path) -> None:
    path = staged / "expected/domain/billing.yaml"
    path.write_text(BILLING.replace("foreign keys:", "foreign key:"))
    done = run(hook, staged, "expected/domain/billing.yaml")
    assert done.returncode == 1
    assert done.stderr == (
        "expected/domain/billing.yaml:16:5: unknown key `foreign key` in a table; "
        "did you mean `foreign keys`?\n"
        "    foreign key:\n"
        "    ^\n"
        "  write foreign keys:\n"
    )


def test_says_which_waivers_have_ended(hook: dict[str, Any], staged: Path) -> None:
    waiver = "waive: [{item: 'public.invoice::table', reason: late, until: 2020-01-01}]\n"
    (staged / "expected/audit.yaml").write_text(AUDIT + waiver)
    done = run(hook, staged, "expected/domain/billing.yaml")
    assert done.returncode == 1
    assert "this waiver ended on 2020-01-01" in done.stderr


def test_names_both_places_of_a_duplicate(hook: dict[str, Any], staged: Path) -> None:
    (staged / "expected/again.yaml").write_text(BILLING)
    done = run(hook, staged, "expected/again.yaml")
    assert done.returncode == 1
    assert "expected/domain/billing.yaml:2" in done.stderr
    assert "expected/again.yaml:2" in done.stderr


@pytest.fixture
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of what is installed from, at its state here."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(ROOT / "pytest_schema_audit", folder / "pytest_schema_audit")
    for name in (
        ".pre-commit-hooks.yaml",
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
    ):
        shutil.copy(ROOT / name, folder)
    commit = ["-c", "user.name=ann", "-c", "user.email=ann@example.org", "commit", "-qm", "all"]
    for args in (["init", "-q"], ["add", "--all"], commit):
        subprocess.run(["git", *args], cwd=folder, check=True)
    return folder


@pytest.mark.deep
def test_works_in_pre_commit_itself(
    staged: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = shutil.which("pre-commit", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("pre-commit is not installed here")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(staged / "cache"))
    for command in (["git", "init", "-q"], ["git", "add", "expected"]):
        subprocess.run(command, cwd=staged, check=True)
    hook = ["try-repo", str(repository), "schema-audit-manifest", "--all-files", "--verbose"]
    done = subprocess.run([program, *hook], cwd=staged, capture_output=True, text=True)
    assert "1 suite, 15 entries: no mistakes" in done.stdout
    assert done.returncode == 0
