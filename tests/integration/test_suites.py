"""Two databases in one run, and one manifest for several databases of the same shape."""

from __future__ import annotations

import pytest

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


def test_suites_may_want_servers_of_their_own(two: Project, server_major: int) -> None:
    """Each suite has the major it asks for, in one run; here, two that one server can be."""
    for name in ("billing", "shop"):
        path = two.path / f"expected/{name}/audit.yaml"
        path.write_text(path.read_text() + f"postgres: {server_major}\n")
    two.write("pytest.ini", "[pytest]\n")
    result = two.run_here("--schema-audit", "-q", "--schema-audit-server=embedded")
    assert result.ret == 0, result.stdout.str()


@pytest.fixture
def server_major(server: object) -> int:
    return int(getattr(server, "major"))  # noqa: B009 - the fixture's type is of no matter here


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
