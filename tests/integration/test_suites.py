"""Two databases in one run, and one manifest for several databases of the same shape."""

from __future__ import annotations

import pytest

from pytest_schema_audit.servers import KNOWN_MAJORS, Server
from tests.integration.conftest import MIGRATION, Project

BILLING = """\
database: billing
migrations: ../../billing
tables:
  invoice:
    columns: {id: integer}
"""

SHOP = """\
database: shop
migrations: ../../shop
unexpected: {schemas: allow}
"""

ITEMS = """\
schema: stock
tables:
  item:
    columns: {id: integer, kind: kind}
enums:
  kind: [a]
"""


@pytest.fixture
def two(project: Project) -> Project:
    """Two folders with a `database:` each."""
    for name in ("audit.yaml", "billing.yaml"):
        (project.path / "expected" / name).unlink()
    project.write("billing/1.sql", "CREATE TABLE invoice (id int);")
    project.write(
        "shop/1.sql",
        "CREATE SCHEMA stock; CREATE TYPE stock.kind AS ENUM ('a');"
        "CREATE TABLE stock.item (id int, kind stock.kind);",
    )
    project.write("expected/billing/audit.yaml", BILLING)
    project.write("expected/shop/audit.yaml", SHOP)
    project.write("expected/shop/domain/stock.yaml", ITEMS)
    return project


def test_both_are_audited_each_on_its_own_database(two: Project) -> None:
    result = two.run_here("--schema-audit")
    assert result.ret == 0
    text = result.stdout.str()
    assert "expected/billing/audit.yaml on PostgreSQL" in text
    assert "expected/shop/audit.yaml on PostgreSQL" in text


def test_each_makes_the_roles_that_it_needs(two: Project, server: Server) -> None:
    for name in ("billing", "shop"):
        manifest = two.path / "expected" / name / "audit.yaml"
        manifest.write_text(f"{manifest.read_text()}prelude: ../../roles.sql\n")
    two.write("roles.sql", "CREATE ROLE app_of_both;\n")
    two.migrate("GRANT SELECT ON invoice TO app_of_both;", "billing/2.sql")
    ours = ("--schema-audit-server=embedded", f"--schema-audit-postgres={server.major}")
    assert two.run("--schema-audit", *ours).ret == 0


def test_failure_of_one_is_on_an_item_of_its_own(two: Project) -> None:
    two.write("roles.sql", "SELECT nothing;\n")
    manifest = two.path / "expected/shop/audit.yaml"
    manifest.write_text(f"{manifest.read_text()}prelude: ../../roles.sql\n")
    result, cases = two.junit()
    assert result.parseoutcomes() == {"failed": 1}
    assert [case.classname for case in cases] == ["expected.shop.audit.yaml.migrations"]


@pytest.mark.parametrize(
    ("broken", "other"), [("shop", "billing"), ("billing", "shop")], ids=["last", "first"]
)
def test_of_the_others_no_item_runs_and_the_reports_say_why(
    two: Project, broken: str, other: str
) -> None:
    two.migrate("SELECT 1/0;", f"{broken}/2.sql")
    result = two.run_here("--schema-audit", "--schema-audit-report=report.md")
    why = f"not audited, because expected/{broken}/audit.yaml failed"
    assert f"expected/{other}/audit.yaml: {why}" in result.outlines
    unmade = "the audit could not be made; nothing was checked"
    assert f"expected/{broken}/audit.yaml: {unmade}" in result.outlines
    text = (two.path / "report.md").read_text()
    assert f"Manifest: `expected/{other}/audit.yaml`\n\n**N{why[1:]}.**\n" in text
    assert "No drift" not in text


def test_drift_of_one_is_drift_of_one(two: Project) -> None:
    two.migrate("ALTER TABLE invoice ADD more int;", "billing/2.sql")
    result, cases = two.junit("-q")
    assert result.ret == 1
    assert [(c.classname, c.name) for c in cases if c.outcome != "passed"] == [
        ("expected.billing.audit.yaml.public.invoice", "unexpected.columns")
    ]


def test_a_path_chooses_one(two: Project) -> None:
    two.migrate("this is no SQL;", "billing/2.sql")
    assert two.run_here("--schema-audit", "-q", "expected/shop").ret == 0
    assert two.run_here("--schema-audit", "-q").ret == 1


def test_each_has_a_server_of_the_major_it_asks_for(two: Project, server: Server) -> None:
    other = next(major for major in KNOWN_MAJORS if major != server.major)
    for name, major in {"billing": server.major, "shop": other}.items():
        path = two.path / f"expected/{name}/audit.yaml"
        path.write_text(path.read_text() + f"postgres: {major}\n")
    two.write("pytest.ini", "[pytest]\n")
    result = two.run_here(
        "--schema-audit", "--schema-audit-server=embedded", "--schema-audit-download"
    )
    assert result.ret == 0, result.stdout.str()
    text = result.stdout.str()
    assert f"expected/billing/audit.yaml on PostgreSQL {server.major}." in text
    assert f"expected/shop/audit.yaml on PostgreSQL {other}." in text


def test_an_update_edits_each_suite(two: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    two.migrate("ALTER TABLE invoice ADD more int;", "billing/2.sql")
    two.migrate("ALTER TYPE stock.kind ADD VALUE 'b';", "shop/2.sql")
    result = two.run_here("--schema-audit-update=write", "-q")
    assert result.ret == 1
    assert result.outlines[1:3] == [
        "wrote expected/billing/audit.yaml",
        "wrote expected/shop/domain/stock.yaml",
    ]
    assert "  kind: [a, b]\n" in (two.path / "expected/shop/domain/stock.yaml").read_text()
    assert two.run_here("--schema-audit", "-q").ret == 0


def test_one_manifest_for_databases_of_one_shape(project: Project) -> None:
    """Tenants: the same manifest, run on each."""
    project.write("tenant_a/1.sql", MIGRATION)
    project.write("tenant_b/1.sql", MIGRATION + "ALTER TABLE invoice DROP total;")
    assert project.run_here("--schema-audit", "-q", "--schema-audit-migrations=tenant_a").ret == 0
    assert project.run_here("--schema-audit", "-q", "--schema-audit-migrations=tenant_b").ret == 1
