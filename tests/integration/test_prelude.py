"""What there is before the migrations run: roles and settings that are declared, SQL files."""

from __future__ import annotations

import pytest

from .conftest import Project

USES_BOTH = """\
GRANT SELECT ON invoice TO declared_reader;
CREATE POLICY own ON invoice USING (current_setting('app.tenant') = 'main');
DO $$ BEGIN
    IF current_setting('app.tenant') <> 'main' OR current_schemas(false) <> '{public}' THEN
        RAISE 'tenant %, schemas %', current_setting('app.tenant'), current_schemas(false);
    END IF;
END $$;
"""

DECLARED = """\
prelude:
  roles: [declared_reader]
  settings: {app.tenant: main, search_path: [nowhere, public]}
  files: grant.sql
unexpected: {policies: allow}
"""


def declare(project: Project, text: str) -> None:
    main = project.path / "expected" / "audit.yaml"
    project.write("expected/audit.yaml", main.read_text() + text)


def roles(project: Project) -> list[object]:
    query = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'declared%%' ORDER BY 1"
    return [name for (name,) in project.query(query)]


def test_declared_and_gone_afterwards(project: Project) -> None:
    project.migrate(USES_BOTH)
    project.write("expected/grant.sql", "ALTER ROLE declared_reader CONNECTION LIMIT 1;")
    declare(project, DECLARED)
    project.audit().assert_outcomes(passed=64)
    assert roles(project) == []


def test_a_role_that_is_there_stays(project: Project) -> None:
    project.migrate(USES_BOTH)
    project.write("expected/grant.sql", "")
    declare(project, DECLARED)
    project.execute("CREATE ROLE declared_reader")
    try:
        project.audit().assert_outcomes(passed=64)
        assert roles(project) == ["declared_reader"]
    finally:
        project.execute("DROP ROLE declared_reader")


def test_a_setting_that_is_refused(project: Project) -> None:
    declare(project, "prelude: {settings: {work_mem: much}}\n")
    result, cases = project.junit()
    (case,) = cases
    assert case.text.splitlines() == [
        "the setting work_mem of `prelude:` cannot be had",
        '  invalid value for parameter "work_mem": "much"',
        "  way out: mend it in the main file of the manifest",
        "           a server where it may be made: --schema-audit-server embedded",
    ]
    assert result.ret == pytest.ExitCode.TESTS_FAILED
