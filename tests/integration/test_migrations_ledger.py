"""A ledger against the folder that made it, and after something happened to either."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.migrations import (
    MigrationError,
    Options,
    Plan,
    applied_count,
    apply,
    discover,
    ledger_findings,
    ledger_query,
)

CASES = Path(__file__).parent.parent / "cases" / "migrations"
FOLDERS = {
    "prisma": "prisma_history/migrations",
    "flyway": "flyway_history/migrations",
    "golang-migrate": "golang_migrate_history/migrations",
    "goose": "goose_history/migrations",
    "dbmate": "dbmate_history/migrations",
    "sql-migrate": "sql_migrate_history/migrations",
    "sqlx": "sqlx_history/migrations",
    "diesel": "diesel_history/migrations",
    "supabase": "supabase_history/supabase",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Plan]:
    def copied(layout: str) -> Plan:
        source = CASES / FOLDERS[layout]
        target = Path(source.name)
        if not target.exists():
            shutil.copytree(source, target)
        return discover(
            target, layout=layout, options=Options(placeholders={"app.schema": "public"})
        )

    monkeypatch.chdir(tmp_path)
    return copied


def findings(database: str, plan: Plan) -> list[str]:
    query = ledger_query(plan)
    assert query is not None
    with psycopg.connect(database) as connection:
        connection.execute("SET search_path = pg_catalog, pg_temp")
        rows = connection.execute(query.encode()).fetchall()
    found = ledger_findings(plan, rows)
    return [f"{applied_count(plan, rows)}/{len(plan.migrations)}", *(one.text for one in found)]


def change(database: str, statement: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(statement.encode())


@pytest.mark.parametrize("layout", FOLDERS)
def test_what_was_just_applied_has_no_finding(
    layout: str, folder: Callable[[str], Plan], database: str
) -> None:
    plan = folder(layout)
    apply(database, plan)
    count = len(plan.migrations)
    assert findings(database, plan) == [f"{count}/{count}"]


@pytest.mark.parametrize("layout", FOLDERS)
def test_without_its_ledger_everything_is_pending(
    layout: str, folder: Callable[[str], Plan]
) -> None:
    plan = folder(layout)
    assert [one.name for one in ledger_findings(plan, None)] == [m.name for m in plan.migrations]
    assert {one.state.value for one in ledger_findings(plan, None)} == {"pending"}


@pytest.mark.parametrize(
    ("layout", "statement", "found"),
    [
        (
            "prisma",
            "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%rename'",
            [
                "2/3",
                "migration 20250102000000_rename failed: public._prisma_migrations has it as "
                "begun and not finished",
            ],
        ),
        (
            "prisma",
            "UPDATE _prisma_migrations SET rolled_back_at = now() "
            "WHERE migration_name LIKE '%empty'",
            [
                "2/3",
                "migration 20250103000000_empty is rolled back, public._prisma_migrations says",
            ],
        ),
        (
            "prisma",
            "UPDATE _prisma_migrations SET started_at = '2000-01-01' "
            "WHERE migration_name LIKE '%rename'",
            [
                "3/3",
                "migration 20250101000000_init was applied after 20250102000000_rename, "
                "which follows it",
            ],
        ),
        (
            "prisma",
            "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) "
            "VALUES ('x', 'y', '20260101000000_lost', now())",
            [
                "3/3",
                "migration 20260101000000_lost was applied, public._prisma_migrations says, and is "
                "not in migrations",
            ],
        ),
        (
            "golang-migrate",
            "UPDATE schema_migrations SET version = 2, dirty = true",
            [
                "1/3",
                "migration 000002_b failed: public.schema_migrations has it as begun and not "
                "finished",
                "migration 10_c is pending: public.schema_migrations does not have it",
            ],
        ),
        (
            "golang-migrate",
            "UPDATE schema_migrations SET version = -1, dirty = true",
            [
                "0/3",
                "migration 000001_a is pending: public.schema_migrations does not have it",
                "migration 000002_b is pending: public.schema_migrations does not have it",
                "migration 10_c is pending: public.schema_migrations does not have it",
            ],
        ),
        (
            "goose",
            "INSERT INTO goose_db_version (version_id, is_applied) VALUES (3, false)",
            ["1/2", "migration 00003_index is rolled back, public.goose_db_version says"],
        ),
        (
            "goose",
            "INSERT INTO goose_db_version (version_id, is_applied)"
            " VALUES (3, false), (1, false), (1, true), (3, true), (2, true)",
            ["2/2"],
        ),
        (
            "goose",
            "INSERT INTO goose_db_version (version_id, is_applied) VALUES (4, true)",
            [
                "2/2",
                "migration 4 was applied, public.goose_db_version says, and is not in migrations",
            ],
        ),
        (
            "flyway",
            "UPDATE flyway_schema_history SET installed_rank = installed_rank + 100"
            " WHERE version IN ('1.10', '2')",
            ["7/7"],
        ),
        (
            "flyway",
            "UPDATE flyway_schema_history SET installed_rank = 100 WHERE version = '1.1'",
            [
                "7/7",
                "migration V1.1__nested words_here was applied after V2__concurrently, "
                "which follows it",
            ],
        ),
        (
            "flyway",
            "DELETE FROM flyway_schema_history WHERE version IN ('1', '1.1');"
            " UPDATE flyway_schema_history SET type = 'BASELINE', script = '<< Flyway Baseline >>',"
            " description = '<< Flyway Baseline >>', version = '1.2.0', checksum = NULL"
            " WHERE version = '1.2'",
            ["7/7"],
        ),
        (
            "flyway",
            "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            " installed_by, execution_time, success) VALUES"
            " (8, '2', 'concurrently', 'UNDO_SQL', 'U2__concurrently.sql', '', 0, true),"
            " (9, NULL, 'views', 'DELETE', 'R__views.sql', '', 0, true),"
            " (10, '3', 'code', 'JDBC', 'db.V3__code', '', 0, true)",
            [
                "5/7",
                "migration V2__concurrently is rolled back, public.flyway_schema_history says",
                "migration R__views is rolled back, public.flyway_schema_history says",
            ],
        ),
    ],
)
def test_what_the_ledger_says(
    layout: str,
    statement: str,
    found: list[str],
    folder: Callable[[str], Plan],
    database: str,
) -> None:
    plan = folder(layout)
    apply(database, plan)
    change(database, statement)
    assert findings(database, plan) == found


@pytest.mark.parametrize("layout", ["prisma", "flyway", "sqlx"])
def test_an_edit_is_found_and_another_line_end_is_none(
    layout: str, folder: Callable[[str], Plan], database: str
) -> None:
    plan = folder(layout)
    apply(database, plan)
    migration = plan.migrations[0]
    data = migration.path.read_bytes()
    migration.path.write_bytes(data.replace(b"\n", b"\r\n"))
    assert findings(database, plan)[1:] == []
    migration.path.write_bytes(data + b"-- more\n")
    (text,) = findings(database, plan)[1:]
    assert text.startswith(f"migration {migration.name} was edited after it was applied: public.")
    assert text.endswith(f", and {migration.path} has another")


def test_a_repeatable_migration_that_was_edited_is_pending(
    folder: Callable[[str], Plan], database: str
) -> None:
    plan = folder("flyway")
    apply(database, plan)
    Path("migrations/R__views.sql").write_text("SELECT 1;")
    assert findings(database, plan) == [
        "6/7",
        "migration R__views is pending: migrations/R__views.sql was edited after it was applied, "
        "and a repeatable migration is then applied again",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE flyway_schema_history SET script = 'db/migration/' || script",
        "UPDATE flyway_schema_history SET script = 'common' || chr(92) || script",
        "UPDATE flyway_schema_history SET version = '0' || version || '.0'",
    ],
)
def test_flyway_knows_a_migration_wherever_it_lies(
    statement: str, folder: Callable[[str], Plan], database: str
) -> None:
    apply(database, folder("flyway"))
    change(database, statement)
    Path("migrations/common").mkdir()
    for file in ("R__views.sql", "V2__concurrently.sql"):
        Path("migrations", file).rename(Path("migrations/common", file))
    assert findings(database, folder("flyway")) == ["7/7"]


def test_flyway_compares_the_words_of_a_version(
    folder: Callable[[str], Plan], database: str
) -> None:
    apply(database, folder("flyway"))
    Path("migrations/V2__concurrently.sql").rename("migrations/V2__at_once.sql")
    Path("migrations/R__views.sql").rename("migrations/R__all_views.sql")
    change(
        database,
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
        " installed_by, execution_time, success) VALUES"
        " (8, '3.1', 'lost', 'SQL', 'sub/V3_1__lost.sql', '', 0, true)",
    )
    assert findings(database, folder("flyway")) == [
        "6/7",
        "migration V2__at_once was renamed after it was applied: public.flyway_schema_history "
        "calls it 'concurrently', and its tool refuses to go on",
        "migration R__all_views is pending: public.flyway_schema_history does not have it",
        "migration R__views was applied, public.flyway_schema_history says, and is not in "
        "migrations",
        "migration V3.1 was applied, public.flyway_schema_history says, and is not in migrations",
    ]


@pytest.mark.parametrize(
    ("view", "checksum"),
    [
        ("CREATE VIEW v AS TABLE ${Name};\n", 1545325600),
        ("CREATE VIEW v AS TABLE ${Name};\n", 1423105489),
        ("CREATE VIEW v AS SELECT '${flyway:user}';\n", 1),
    ],
    ids=["filled", "as it is", "cannot be told"],
)
def test_placeholders_count_in_the_checksum_of_a_repeatable_migration(
    view: str, checksum: int, folder: Callable[[str], Plan], database: str
) -> None:
    root = folder("flyway").root
    shutil.rmtree(root)
    root.mkdir()
    (root / "V1__t.sql").write_text("CREATE TABLE t (a integer);")
    (root / "R__v.sql").write_text(view)
    plan = discover(root, options=Options(placeholders={"name": "t"}))
    apply(database, plan)
    assert findings(database, plan) == ["2/2"]
    change(
        database, f"UPDATE flyway_schema_history SET checksum = {checksum} WHERE version IS NULL"
    )
    assert findings(database, plan) == ["2/2"]


def test_what_flyway_is_told_not_to_execute_is_not_gone(
    folder: Callable[[str], Plan], database: str
) -> None:
    apply(database, folder("flyway"))
    Path("migrations/V2__concurrently.sql.conf").write_text("shouldExecute=false\n")
    assert findings(database, folder("flyway")) == ["6/6"]


def test_a_baseline_of_flyway_is_for_new_databases(
    folder: Callable[[str], Plan], database: str
) -> None:
    before = folder("flyway")
    apply(database, before)
    Path("migrations/B2__all.sql").write_text("SELECT 1;")
    plan = discover(before.root)
    assert [one.name for one in plan.migrations] == ["B2__all", "R__a_first", "R__views"]
    assert findings(database, plan) == ["3/3"]


def test_code_that_is_acknowledged_is_not_gone(
    folder: Callable[[str], Plan], database: str
) -> None:
    plan = discover(folder("goose").root, options=Options(skip={"00002_code.go": "data alone"}))
    apply(database, plan)
    change(database, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (2, true)")
    assert findings(database, plan) == ["2/2"]


def test_what_was_moved_into_a_folder_below_is_gone(
    folder: Callable[[str], Plan], database: str
) -> None:
    plan = folder("sql-migrate")
    apply(database, plan)
    last = plan.migrations[-1].path
    (last.parent / "old").mkdir()
    last.rename(last.parent / "old" / last.name)
    assert findings(database, discover(plan.root)) == [
        "2/2",
        f"migration {last.name} was applied, public.gorp_migrations says, and is not in migrations",
    ]


def test_a_plain_folder_has_no_ledger(folder: Callable[[str], Plan]) -> None:
    Path("plain").mkdir()
    Path("plain/1.sql").write_text("SELECT 1;")
    plan = discover(Path("plain"))
    assert ledger_query(plan) is None
    assert ledger_findings(plan, None) == ()


@pytest.mark.parametrize("layout", ["prisma", "goose", "sql-migrate", "sqlx", "diesel"])
def test_in_a_schema_that_the_manifest_names(
    layout: str, folder: Callable[[str], Plan], database: str
) -> None:
    root = folder(layout).root
    plan = discover(root, layout=layout, options=Options(schema="App"))
    assert plan.ledger is not None
    change(database, 'CREATE SCHEMA "App"')
    apply(database, plan)
    count = len(plan.migrations)
    assert findings(database, plan) == [f"{count}/{count}"]
    with psycopg.connect(database) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = %s AND tablename = %s"
        assert connection.execute(tables, ("App", plan.ledger[1])).fetchone() == (1,)


def test_a_ledger_that_cannot_be_made(folder: Callable[[str], Plan], database: str) -> None:
    plan = discover(folder("goose").root, layout="goose", options=Options(schema="nowhere"))
    with pytest.raises(MigrationError) as caught:
        apply(database, plan)
    assert str(caught.value) == (
        "migrations: the tool's ledger cannot be made, so that nothing was applied\n"
        "  CREATE TABLE goose_db_version …: no schema has been selected to create in\n"
        "  way out: a schema that is there before the tool runs is made by a SQL file, in "
        "audit.yaml `prelude: prelude.sql`, and named first in its search_path"
    )
