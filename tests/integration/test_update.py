"""`--schema-audit-update`: what a run prints, writes, refuses and returns."""

from __future__ import annotations

import shlex

import pytest

from tests.integration.conftest import AUDIT, BILLING, Project

CHANGE = """\
ALTER TABLE invoice ALTER total TYPE numeric(12,2);
ALTER TABLE customer ADD name text;
"""

DIFF = """\
--- a/expected/billing.yaml
+++ b/expected/billing.yaml
@@ -3,13 +3,14 @@
     columns:
       id: bigint not null
       email: text not null
+      name: text
     primary key:
       customer_pkey: [id]
   invoice:
     columns:
       id: bigint not null
       customer_id: bigint not null
-      total: numeric(10,2) not null default 0
+      total: numeric(12,2) not null default 0
       state: state not null
     primary key:
       invoice_pkey: [id]
"""


@pytest.fixture(autouse=True)
def _not_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def manifest(project: Project) -> str:
    return (project.path / "expected/billing.yaml").read_text(encoding="utf-8")


def update(project: Project, mode: str, *args: str) -> pytest.RunResult:
    return project.run_here(f"--schema-audit-update={mode}", *args)


def audit(project: Project) -> int | pytest.ExitCode:
    return project.run_here("--schema-audit", "-q").ret


def refused(project: Project, *args: str) -> str:
    """What a run that makes no audit prints, without a process of its own."""
    result = project.run_here(*args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert manifest(project) == BILLING
    return "\n".join(line.rstrip() for line in result.stderr.lines if line.strip())


def test_diff_prints_and_changes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    project.migrate(CHANGE)
    result = update(project, "diff")
    assert result.ret == 1
    assert DIFF in result.stdout.str()
    assert "wrote" not in result.stdout.str()
    assert manifest(project) == BILLING


def test_the_diff_can_be_applied(project: Project) -> None:
    project.migrate(CHANGE)
    found = update(project, "diff", "-q").stdout.str()
    patch = found[found.index("---") : found.index("=====")].rstrip() + "\n"
    project.write("change.patch", patch)
    assert project.pytester.run("git", "apply", "change.patch").ret == 0
    assert update(project, "diff").ret == 0


def test_write_says_what_it_wrote_and_is_never_green(project: Project) -> None:
    project.migrate(CHANGE)
    result = update(project, "write", "-q")
    assert result.ret == 1
    lines = result.outlines
    assert lines[1:3] == [
        "wrote expected/billing.yaml",
        "next: review it with `git diff`, then run the audit again",
    ]
    again = update(project, "write", "-q")
    assert again.ret == 0
    assert again.outlines[1] == "the manifest is up to date"
    assert audit(project) == 0


def test_pasting_what_a_failing_run_printed(project: Project) -> None:
    project.migrate("DROP INDEX invoice_state_idx;" + CHANGE)
    printed = project.run_here("--schema-audit").outlines
    command = next(line for line in printed if "--schema-audit-update=write" in line)
    program, *args = shlex.split(command)
    assert program == "pytest"
    assert project.run_here(*args).ret == 1
    assert audit(project) == 0


@pytest.mark.parametrize(
    "args",
    [
        ("-k", "column.total"),
        ("expected/billing.yaml::public.invoice::column.total",),
        ("expected/billing.yaml::public.invoice",),
    ],
)
def test_only_what_is_selected_is_touched(project: Project, args: tuple[str, ...]) -> None:
    project.migrate(CHANGE)
    result = update(project, "write", *args)
    assert result.ret == 1
    assert manifest(project) == BILLING.replace("numeric(10,2)", "numeric(12,2)")


def test_a_path_is_the_items_of_its_file(project: Project) -> None:
    """The new table is a matter of the main file's items."""
    project.migrate(CHANGE + "CREATE TABLE more (a int);")
    result = update(project, "diff", "expected/billing.yaml")
    assert DIFF in result.stdout.str()
    assert "more" not in result.stdout.str().partition("=== schema audit")[0].partition("---")[2]


def test_nothing_selected_is_not_green(project: Project) -> None:
    project.migrate(CHANGE)
    result = update(project, "write", "-k", "nothing_of_that_name")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    assert manifest(project) == BILLING


def test_last_failed_selects(project: Project) -> None:
    project.migrate(CHANGE)
    assert audit(project) == 1
    assert update(project, "write", "--last-failed").ret == 1
    assert audit(project) == 0


def test_tables_as_items_are_selected_whole(project: Project) -> None:
    project.migrate(CHANGE)
    args = ("--schema-audit-granularity=table", "expected/billing.yaml::public.invoice")
    assert update(project, "write", *args).ret == 1
    assert manifest(project) == BILLING.replace("numeric(10,2)", "numeric(12,2)")


def test_removals_are_asked_for(project: Project) -> None:
    project.migrate("DROP INDEX invoice_state_idx;")
    result = update(project, "write", "-q")
    assert result.ret == 1
    assert result.outlines[1] == (
        "left: expected/billing.yaml:19: invoice_state_idx: btree (state) describes nothing any more; "
        "--schema-audit-update-remove removes it"
    )
    assert manifest(project) == BILLING
    assert update(project, "write", "--schema-audit-update-remove").ret == 1
    removed = "    indexes:\n      invoice_state_idx: btree (state)\n"
    assert manifest(project) == BILLING.replace(removed, "")


@pytest.mark.parametrize("value", ["true", "1", "woodpecker"])
def test_write_is_refused_in_ci(
    project: Project, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("CI", value)
    assert refused(project, "--schema-audit-update=write") == (
        "ERROR: --schema-audit-update=write is refused in CI: the variable CI is set\n"
        "  a pipeline that writes what it checks can never fail\n"
        "  way out: run it on your machine and commit the manifest\n"
        "           see what it would do: --schema-audit-update=diff"
    )


@pytest.mark.parametrize("value", ["false", "0", ""])
def test_a_ci_that_says_no_is_none(
    project: Project, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("CI", value)
    assert update(project, "write", "-q").ret == 0


@pytest.mark.parametrize("workers", ["-n2", "--dist=load"])
def test_refused_under_xdist(project: Project, workers: str) -> None:
    more = ("--tx=2*popen",) if workers != "-n2" else ()
    result = project.run("--schema-audit-update=diff", workers, *more)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.stderr.str().strip() == (
        "ERROR: --schema-audit-update does not work under pytest-xdist\n  way out: add -n0"
    )


def test_works_with_no_workers(project: Project) -> None:
    assert update(project, "diff", "-n0", "-q").ret == 0


def test_names_the_modes(project: Project) -> None:
    assert refused(project, "--schema-audit-update=review") == (
        "ERROR: --schema-audit-update: 'review' is not valid; use diff or write"
    )


def test_takes_nothing_from_a_live_database(project: Project) -> None:
    text = refused(project, "--schema-audit-update=write", "--schema-audit-live=postgresql://h/d")
    assert text.startswith(
        "ERROR: --schema-audit-update does not take what a live database holds\n"
    )


def test_refused_after_a_failed_migration(project: Project) -> None:
    project.migrate(CHANGE)
    project.migrate("ALTER TABLE nowhere ADD a int;", "migrations/003_broken.sql")
    result = update(project, "write")
    assert result.ret == 1
    assert 'relation "nowhere" does not exist' in result.stdout.str()
    assert manifest(project) == BILLING


def test_refused_on_merge_markers(project: Project) -> None:
    ours = "      total: numeric(10,2) not null default 0\n"
    text = BILLING.replace(ours, f"<<<<<<< HEAD\n{ours}=======\n      total: text\n>>>>>>> other\n")
    project.write("expected/billing.yaml", text)
    project.migrate(CHANGE)
    result = update(project, "write")
    assert result.ret != 0
    said = result.stdout.str() + result.stderr.str()
    assert "expected/billing.yaml:12:1: " in said
    assert "merge" in said
    assert manifest(project) == text


def test_never_written_over_a_change_made_meanwhile(project: Project) -> None:
    """A seed is run between loading and writing: it stands for the editor next door."""
    project.write(
        "conftest.py",
        "import pathlib\n"
        "def pytest_collection_finish():\n"
        "    path = pathlib.Path('expected/billing.yaml')\n"
        "    path.write_text('# mine\\n' + path.read_text())\n",
    )
    project.migrate(CHANGE)
    result = update(project, "write")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert manifest(project) == "# mine\n" + BILLING


def test_what_cannot_be_mended_is_never_green(project: Project) -> None:
    rule = "ignore: [{kind: index, name: 'tmp_*', reason: load tests create these}]\n"
    project.write("expected/audit.yaml", AUDIT + rule)
    result = update(project, "write", "-q")
    assert result.ret == 1
    assert result.outlines[1] == (
        "left: ignore index tmp_*: matches no index of the database; "
        "remove the rule, or mend its pattern"
    )


def test_the_tools_own_ledger_is_not_described(project: Project) -> None:
    """The ledger came with the migrations; a table that came with it did not."""
    project.write("prisma/migrations/20250101000000_a/migration.sql", "CREATE TABLE t (a int);\n")
    project.write("prisma/migrations/migration_lock.toml", 'provider = "postgresql"\n')
    main = project.path / "expected/audit.yaml"
    main.write_text("database: shop\nmigrations: ../prisma/migrations\nenums: {e: [a]}\n")
    (project.path / "expected/billing.yaml").unlink()
    update(project, "write", "--schema-audit-update-remove")
    assert main.read_text() == (
        "database: shop\nmigrations: ../prisma/migrations\n"
        "tables:\n  t:\n    columns:\n      a: integer\n"
    )
