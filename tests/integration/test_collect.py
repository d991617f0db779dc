"""What a run collects, and what it says when there is nothing."""

from __future__ import annotations

import pytest

from .conftest import AUDIT, Project

BILLING_ITEMS = [
    "expected/billing.yaml::public.invoice::table",
    "expected/billing.yaml::public.invoice::unexpected.columns",
    "expected/billing.yaml::public.invoice::unexpected.indexes",
    "expected/billing.yaml::public.invoice::unexpected.constraints",
    "expected/billing.yaml::public.invoice::column.id",
    "expected/billing.yaml::public.invoice::column.customer_id",
    "expected/billing.yaml::public.invoice::column.total",
    "expected/billing.yaml::public.invoice::column.state",
    "expected/billing.yaml::public.invoice::primary_key.invoice_pkey",
    "expected/billing.yaml::public.invoice::index.invoice_pkey",
    "expected/billing.yaml::public.invoice::foreign_key.invoice_customer_id_fkey",
    "expected/billing.yaml::public.invoice::index.invoice_state_idx",
]


def test_nothing_without_the_flag(project: Project) -> None:
    project.write("test_own.py", "def test_own(): pass")
    assert project.collected() == ["test_own.py::test_own"]


def test_without_paths_exactly_the_manifests(project: Project) -> None:
    project.write("tests/test_own.py", "def test_own(): pass")
    project.write("expected/test_beside.py", "def test_beside(): pass")
    project.write("pytest.ini", "[pytest]\ntestpaths = tests\n")
    ids = project.collected("--schema-audit")
    assert {id_.partition("::")[0] for id_ in ids} == {
        "expected/audit.yaml",
        "expected/billing.yaml",
    }
    assert [id_ for id_ in ids if "::public.invoice::" in id_] == BILLING_ITEMS


def test_main_file_first_whatever_its_name(project: Project) -> None:
    (project.path / "expected/audit.yaml").rename(project.path / "expected/zz.yaml")
    ids = project.collected("--schema-audit")
    assert ids[0] == "expected/zz.yaml::migrations::applied.001_initial"


def test_migrations_first_in_a_folder_too(project: Project) -> None:
    (project.path / "expected/audit.yaml").rename(project.path / "expected/zz.yaml")
    ids = project.collected("--schema-audit", "expected")
    assert ids[0] == "expected/zz.yaml::migrations::applied.001_initial"
    assert set(BILLING_ITEMS) < set(ids)


def test_beside_other_tests_when_both_are_named(project: Project) -> None:
    project.write("tests/test_own.py", "def test_own(): pass")
    ids = project.collected("--schema-audit", "tests", "expected/billing.yaml::enums")
    assert ids == ["tests/test_own.py::test_own", "expected/billing.yaml::enums::enum.state"]


@pytest.mark.parametrize(
    "name", ["expected/billing.yaml", "expected/billing.yaml::public.invoice", BILLING_ITEMS[6]]
)
def test_a_manifest_or_id_needs_no_flag(project: Project, name: str) -> None:
    assert project.collected(name) == project.collected("--schema-audit", name)
    result = project.run(name)
    assert result.ret == 0


def test_from_a_folder_below(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("below/keep", "")
    monkeypatch.chdir(project.path / "below")
    ids = project.collected("--schema-audit")
    assert "expected/billing.yaml::enums::enum.state" in ids


def test_collecting_needs_no_server(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIT_SERVER", "postgresql://nobody@127.0.0.1:1/postgres")
    result = project.audit("--collect-only", "-q")
    assert result.ret == 0
    assert result.outlines[-1].startswith("63 tests collected")


def test_no_manifest_at_the_paths_given(project: Project) -> None:
    project.write("tests/test_own.py", "def test_own(): pass")
    result, cases = project.junit("tests")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [(case.name, case.outcome) for case in cases] == [("expected", "error")]
    assert cases[0].text == (
        "the schema audit collected nothing: no manifest at the paths given\n"
        "  tried: tests\n"
        "  way out: pytest --schema-audit, without paths, collects every manifest\n"
        "           name a manifest or an item of expected\n"
        "           say where manifests are: --schema-audit-expected PATH"
    )


@pytest.mark.parametrize("options", [(), ("-n2",), ("--collect-only",)])
def test_no_manifest_at_all(project: Project, options: tuple[str, ...]) -> None:
    project.write("test_own.py", "def test_own(): pass")
    for name in ("audit", "billing"):
        (project.path / f"expected/{name}.yaml").unlink()
    result = project.audit(*options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.outlines.count("no manifest found") == 1
    assert "passed" not in result.outlines[-1]


@pytest.mark.parametrize("options", [(), ("-n2",), ("--collect-only",)])
def test_no_manifest_at_one_of_several_places(project: Project, options: tuple[str, ...]) -> None:
    places = ("--schema-audit-expected=expected", "--schema-audit-expected=gone")
    result = project.audit(*places, *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.outlines.count("no manifest found") == 1
    assert "  tried: gone" in result.outlines
    assert "passed" not in result.outlines[-1]


@pytest.mark.parametrize("options", [(), ("-n2",)])
def test_mistakes_are_one_error_with_all_of_the_text(
    project: Project, options: tuple[str, ...]
) -> None:
    project.write("expected/billing.yaml", BILLING_MISTAKES)
    result, cases = project.junit(*options)
    assert result.ret != 0
    (case,) = cases
    assert (case.name, case.outcome) == ("expected.billing.yaml", "error")
    assert case.text.startswith("2 mistakes in the manifest\n")
    assert "expected/billing.yaml:2:13" in case.text
    assert "expected/billing.yaml:4:10" in case.text
    result.assert_outcomes(errors=1)


BILLING_MISTAKES = """\
tables:
  customer: [a]
enums:
  state: open
"""


def test_no_migrations(project: Project) -> None:
    project.write("expected/audit.yaml", "database: shop\n")
    result, cases = project.junit()
    assert result.ret != 0
    assert [case.text for case in cases] == [
        "expected/audit.yaml: no migrations to apply\n"
        "  way out: name them in the manifest: `migrations: PATH`\n"
        "           or on the command line: --schema-audit-migrations PATH\n"
        "           or let your own tool apply them: --schema-audit-apply COMMAND\n"
        "           or audit a running database: --schema-audit-live env:DATABASE_URL"
    ]


def test_migrations_that_are_not_there(project: Project) -> None:
    project.write("expected/audit.yaml", AUDIT.replace("../migrations", "../nowhere"))
    (project.path / "expected/billing.yaml").rename(project.path / "expected/a.yaml")
    result = project.audit("-q")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert "\n".join(result.outlines[2:6]) == (
        "_____________________ ERROR collecting expected/audit.yaml _____________________\n"
        "migrations: nowhere does not exist\n"
        "  named in expected/audit.yaml:2\n"
        "  way out: correct `migrations:` in the manifest, or give --schema-audit-migrations PATH"
    )


def test_migrations_of_the_command_line_that_are_not_there(project: Project) -> None:
    result = project.audit("-q", "--schema-audit-migrations=nowhere")
    assert "\n".join(result.outlines[3:5]) == (
        "migrations: nowhere does not exist\n"
        "  way out: correct `migrations:` in the manifest, or give --schema-audit-migrations PATH"
    )


def test_migrations_of_the_command_line_win(project: Project) -> None:
    (project.path / "migrations").rename(project.path / "sql")
    assert project.audit().ret != 0
    assert project.audit("--schema-audit-migrations", "sql").ret == 0


OTHER_AUDIT = """\
database: other
migrations: ../../other
totals: {tables: 1}
"""


def test_suites_side_by_side(project: Project) -> None:
    project.write("expected/other/audit.yaml", OTHER_AUDIT)
    project.write("other/1.sql", "CREATE TABLE t ();")
    result = project.audit("-q")
    result.assert_outcomes(failed=1, passed=103)
    assert "expected/other/audit.yaml::database::unexpected.tables" in str(result.stdout)
    chosen = project.audit("expected/billing.yaml")
    assert "expected/other" not in str(chosen.stdout)


COLLECTOR = """\
import gc

TOLD = []

def pytest_collection_finish():
    TOLD.append(f"with the items {gc.isenabled()}\\n")

def pytest_runtest_logstart():
    TOLD.append(f"with the tests {gc.isenabled()}\\n")

def pytest_unconfigure(config):
    with open(config.rootpath / "garbage.txt", "a") as file:
        file.writelines(dict.fromkeys(TOLD))
"""


@pytest.mark.parametrize(
    "options", [(), ("expected/audit.yaml",), ("-n", "2")], ids=["all", "named", "xdist"]
)
def test_no_garbage_is_looked_for_among_items(project: Project, options: tuple[str, ...]) -> None:
    project.write("conftest.py", COLLECTOR)
    project.audit(*options)
    told = set((project.path / "garbage.txt").read_text().splitlines())
    assert told == {"with the items False", "with the tests True"}
