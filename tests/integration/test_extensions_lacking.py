"""An extension that the embedded programs lack, which is known before anything runs."""

from __future__ import annotations

import pytest

from pytest_schema_audit.servers import Server
from tests.integration.conftest import Project
from tests.integration.test_suites import two

__all__ = ["two"]


@pytest.fixture
def embedded(server: Server) -> tuple[str, str]:
    return ("--schema-audit-server=embedded", f"--schema-audit-postgres={server.major}")


def told(project: Project, options: tuple[str, str]) -> str:
    """The one failing item and its text, up to what the server has."""
    _, cases = project.junit(*options)
    (one,) = cases
    return f"{one.classname}.{one.name}\n{one.text.partition('  tried')[0]}"


def test_is_the_failure_of_the_migration_that_creates_it(
    project: Project, embedded: tuple[str, str]
) -> None:
    project.migrate("-- two\n\n  CREATE EXTENSION IF NOT EXISTS no_such;\n")
    project.write("migrations/003_more.sql", "CREATE EXTENSION no_such; CREATE EXTENSION other;")
    assert told(project, embedded) == (
        "expected.audit.yaml.migrations.applied.002_change\n"
        "the embedded server lacks what the migrations create: extension no_such, other\n"
        "  no_such: there is no no_such.control\n"
        "  other: there is no other.control\n"
        "  extension no_such is created at migrations/002_change.sql:3:3\n"
        "  extension other is created at migrations/003_more.sql:1:27\n"
    )


def test_in_a_prelude(project: Project, embedded: tuple[str, str]) -> None:
    project.write("prelude.sql", "CREATE EXTENSION no_such;")
    text = (project.path / "expected/audit.yaml").read_text()
    project.write("expected/audit.yaml", f"{text}prelude: ../prelude.sql\n")
    assert told(project, embedded) == (
        "expected.audit.yaml.migrations.applied.001_initial\n"
        "the embedded server lacks what the migrations create: extension no_such\n"
        "  no_such: there is no no_such.control\n"
        "  extension no_such is created at prelude.sql:1:1\n"
    )


def test_of_one_suite_of_two_on_one_server(two: Project, embedded: tuple[str, str]) -> None:
    two.write("shop/2.sql", "CREATE EXTENSION no_such;")
    assert told(two, embedded) == (
        "expected.shop.audit.yaml.migrations.applied.2\n"
        "the embedded server lacks what the migrations create: extension no_such\n"
        "  no_such: there is no no_such.control\n"
        "  extension no_such is created at shop/2.sql:1:1\n"
    )
