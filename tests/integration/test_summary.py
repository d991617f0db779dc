"""The end of a run: on the terminal, as Markdown, beside the lines of a pull request."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Project

CHANGE = "ALTER TABLE invoice ALTER total TYPE double precision;"


def section(result: pytest.RunResult) -> list[str]:
    """The lines of our section, without notes about the server."""
    lines = result.outlines
    start = next(n for n, line in enumerate(lines) if line.strip("=") == " schema audit ")
    rest = lines[start + 1 :]
    end = next(n for n, line in enumerate(rest) if line.startswith("==") or " passed" in line)
    return [line for line in rest[:end] if not line.startswith("note: ")]


FIGURES = [
    "                      expected  found",
    "  tables                     2      2  ok",
    "  columns                    6      6  ok",
    "  indexes                    3      3  ok",
    "  primary keys               2      2  ok",
    "  uniques                    0      0  ok",
    "  foreign keys               1      1  ok",
    "  enums                      1      1  ok",
]


@pytest.mark.parametrize(
    "options", [(), ("-q",), ("-v",), ("--no-header",), ("-n2",)], ids=" ".join
)
def test_without_drift(project: Project, options: tuple[str, ...]) -> None:
    first, *rest = section(project.audit(*options))
    assert first.startswith("expected/audit.yaml on PostgreSQL ")
    assert rest == [*FIGURES, "  migrations applied         1      1  ok"]


def test_with_drift(project: Project) -> None:
    project.migrate(CHANGE)
    assert section(project.audit())[1:] == [
        *FIGURES,
        "  migrations applied         2      2  ok",
        "",
        "1 cause, 1 failing item",
        "  column public.invoice.total: expected numeric(10,2), found double precision",
        "",
        "if the migrations are right, update the manifest:",
        "  pytest --schema-audit-update=write expected/billing.yaml::public.invoice::column.total",
        "if the manifest is right, fix migrations/002_change.sql:1",
        "run these again:",
        "  pytest --schema-audit expected/billing.yaml::public.invoice::column.total",
    ]


def test_the_command_to_run_again_does(project: Project) -> None:
    project.migrate(CHANGE)
    command = section(project.audit())[-1].split()
    assert command[0] == "pytest"
    project.run(*command[1:]).assert_outcomes(failed=1)


def test_header(project: Project) -> None:
    text = (project.path / "expected/audit.yaml").read_text().replace("tables: 2, ", "")
    rule = '{kind: table, name: "tmp_*", reason: load tests make them}'
    project.write("expected/audit.yaml", f"{text}ignore: [{rule}]\nunexpected: {{views: allow}}\n")
    project.migrate("CREATE TABLE tmp_load (); CREATE VIEW v AS SELECT 1")
    result = project.audit()
    start = result.outlines.index("schema audit: expected/audit.yaml (2 files, 64 items)")
    assert result.outlines[start + 1 : start + 5] == [
        "  2 migrations from migrations (plain), PostgreSQL from env:AUDIT_SERVER",
        "  compared only where an entry gives them: comments, column-order, owners, privileges, storage, "
        "statistics, versions",
        "  left open: unlisted views",
        "  left open: table *.tmp_* (load tests make them)",
    ]
    assert result.ret == 0


@pytest.mark.parametrize("options", [(), ("-n2",), ("-p", "no:terminal")], ids=" ".join)
def test_markdown(
    project: Project, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    step = project.write("step.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    project.migrate(CHANGE)
    project.audit("--schema-audit-report", "out/report.md", *options)
    text = (project.path / "out/report.md").read_text()
    assert step.read_text() == f"before\n{text}"
    assert text.startswith("# Schema audit\n\n## shop\n\nManifest: `expected/audit.yaml`\n\n")
    assert "**Drift: 1 cause, 1 failing item** on PostgreSQL " in text
    assert "| tables | 2 | 2 | ok |\n" in text
    assert "| 2 | 002\\_change | migrations/002\\_change.sql | " in text
    assert "  found     double precision not null default 0\n" in text


def test_markdown_of_a_failed_audit(project: Project) -> None:
    project.migrate("SELECT 1/0")
    project.audit("--schema-audit-report=report.md")
    text = (project.path / "report.md").read_text()
    assert "**The audit could not be made; nothing was checked.**" in text
    assert "division by zero (SQLSTATE 22012)" in text


def test_markdown_without_a_manifest(project: Project) -> None:
    project.write("expected/audit.yaml", "database: [\n")
    project.audit("--schema-audit-report=report.md")
    text = (project.path / "report.md").read_text()
    assert text.startswith("# Schema audit\n\n**Nothing was audited.**\n\n```text\nexpected/audit")


def test_a_report_that_cannot_be_written_is_not_green(project: Project) -> None:
    (project.path / "file").touch()
    result = project.audit("--schema-audit-report=file/report.md")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    path = project.path / "file/report.md"
    assert f"the report {path} cannot be written: Not a directory" in result.outlines or (
        f"the report {path} cannot be written: File exists" in result.outlines
    )


@pytest.mark.parametrize(
    "options", [(), ("-q", "-s"), ("-n2",), ("-p", "no:terminal")], ids=" ".join
)
def test_annotations(
    project: Project, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(Path(project.path).parent))
    project.migrate(CHANGE)
    result = project.audit(*options)
    folder = project.path.name
    assert [line for line in result.outlines if line.startswith("::")] == [
        f"::error file={folder}/expected/billing.yaml,line=12,title=column public.invoice.total"
        "%3A expected numeric(10%2C2)%2C found double precision::"
        "  expected  expected/billing.yaml:12   total: numeric(10,2) not null default 0%0A"
        "  found     double precision not null default 0%0A"
        "  made by   migrations/002_change.sql:1"
    ]
