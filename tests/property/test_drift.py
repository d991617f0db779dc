"""Any one change of any schema is drift, in an item that names what changed; no change is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.model import Column, QualifiedName, Snapshot
from pytest_schema_audit.outline import encode
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import Different, Verdict
from tests.property.audits import Bench, bench
from tests.property.schemas import identifier, literal, schemas

FEW = settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=600, derandomize=False, phases=tuple(Phase))

OF_A_TABLE = (
    "DROP TABLE {table} CASCADE",
    "ALTER TABLE {table} RENAME TO changed",
    "ALTER TABLE {table} ADD changed integer",
    "ALTER TABLE {table} ADD CONSTRAINT changed CHECK (true)",
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    "ALTER TABLE {table} SET (autovacuum_vacuum_threshold = 99)",
    "ALTER TABLE {table} SET UNLOGGED",
    "ALTER TABLE {table} SET LOGGED",
    "CREATE POLICY changed ON {table}",
    "CREATE RULE changed AS ON DELETE TO {table} DO INSTEAD NOTHING",
    "CREATE VIEW changed AS SELECT 1 AS a FROM {table}",
    "COMMENT ON TABLE {table} IS 'changed'",
    "ANALYZE {table}",
)

OF_A_COLUMN = (
    "ALTER TABLE {table} DROP {column} CASCADE",
    "ALTER TABLE {table} RENAME {column} TO changed",
    "ALTER TABLE {table} ALTER {column} SET NOT NULL",
    "ALTER TABLE {table} ALTER {column} DROP NOT NULL",
    "ALTER TABLE {table} ALTER {column} DROP DEFAULT",
    "ALTER TABLE {table} ALTER {column} SET DEFAULT NULL",
    "ALTER TABLE {table} ALTER {column} DROP IDENTITY IF EXISTS",
    "ALTER TABLE {table} ALTER {column} DROP EXPRESSION IF EXISTS",
    "ALTER TABLE {table} ALTER {column} TYPE bigint USING NULL",
    "ALTER TABLE {table} ALTER {column} TYPE varchar(77) USING NULL",
    'ALTER TABLE {table} ALTER {column} TYPE text COLLATE "POSIX" USING NULL',
    "ALTER TABLE {table} ALTER {column} SET STATISTICS 50",
    "CREATE INDEX changed ON {table} USING btree ({column})",
    "CREATE UNIQUE INDEX changed ON {table} ({column} DESC)",
)

OF_A_CONSTRAINT = (
    "ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE",
    "ALTER TABLE {table} RENAME CONSTRAINT {name} TO changed",
    "ALTER TABLE {table} VALIDATE CONSTRAINT {name}",
    "ALTER TABLE {table} ALTER CONSTRAINT {name} DEFERRABLE INITIALLY DEFERRED",
)

OF_AN_INDEX = (
    "DROP INDEX {schema}.{name}",
    "ALTER INDEX {schema}.{name} RENAME TO changed",
    "ALTER INDEX {schema}.{name} SET (fillfactor = 55)",
    "REINDEX INDEX {schema}.{name}",
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = {path}::regclass",
)

OF_AN_ENUM = (
    "ALTER TYPE {schema}.{name} ADD VALUE 'changed'",
    "ALTER TYPE {schema}.{name} ADD VALUE 'changed' BEFORE {label}",
    "ALTER TYPE {schema}.{name} RENAME VALUE {label} TO 'changed'",
    "ALTER TYPE {schema}.{name} RENAME TO changed",
    "DROP TYPE {schema}.{name} CASCADE",
)


@pytest.fixture(scope="module")
def opened(server: Server) -> Iterator[Bench]:
    with scratch_database(server) as conninfo, bench(conninfo) as made:
        yield made


def changes(read: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Every change of what there is: a statement, and the object and the table it is about."""
    for (schema, name), table in read.tables.items():
        words = {"schema": identifier(schema), "table": f"{identifier(schema)}.{identifier(name)}"}
        for form in OF_A_TABLE:
            yield form.format(**words), name, table.name
        for column in read.columns.get((schema, name), {}).values():
            yield from _of_column(column, words)
        yield from _of_keys(read, (schema, name), words)
    for (schema, name), enum in read.enums.items():
        words = {"schema": identifier(schema), "name": identifier(name)}
        for form in OF_AN_ENUM:
            yield form.format(**words, label=literal(enum.labels[-1])), name, ""


def _of_column(column: Column, words: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for form in OF_A_COLUMN:
        yield form.format(**words, column=identifier(column.name)), column.name, column.table


def _of_keys(
    read: Snapshot, table: QualifiedName, words: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Clones are checked through their parents, and have no names to hold to."""
    constraints = read.constraints.get(table, {}).values()
    for name in (constraint.name for constraint in constraints if not constraint.clone):
        for form in OF_A_CONSTRAINT:
            yield form.format(**words, name=identifier(name)), name, table[1]
    indexes = read.indexes.get(table, {}).values()
    for name in (index.name for index in indexes if not index.clone):
        quoted = identifier(name)
        path = literal(f"{words['schema']}.{quoted}")
        for form in OF_AN_INDEX:
            yield form.format(**words, name=quoted, path=path), name, table[1]


def names(drift: dict[str, Verdict], name: str, table: str) -> bool:
    """Whether an item of the drift, or its text, names an object, its table or what came."""
    words = {encode(name), encode(table), name, "changed"} - {""}
    texts = [*drift, *(str(verdict.unexpected) for verdict in _different(drift))]
    return any(word in text for word in words for text in texts)


def _different(drift: dict[str, Verdict]) -> list[Different]:
    return [verdict for verdict in drift.values() if isinstance(verdict, Different)]


def accepted(work: Callable[[], None]) -> None:
    """Do something, or try another example: not every object can have every change."""
    try:
        work()
    except psycopg.Error:
        assume(False)


def assert_seen(opened: Bench, major: int, data: DataObject) -> None:
    schema = data.draw(schemas(major))
    accepted(lambda: opened.make(schema.statements))
    before = opened.snapshot()
    opened.write(opened.first())
    statement, name, table = data.draw(st.sampled_from(list(changes(before)) or [("", "", "")]))
    assume(statement)
    accepted(lambda: opened.execute([statement]))
    after = opened.snapshot()
    drift = opened.drift()
    assert (drift == {}) == (before == after), statement
    assert not drift or names(drift, name, table), statement


@given(data=st.data())
@FEW
def test_one_change(opened: Bench, server: Server, data: DataObject) -> None:
    assert_seen(opened, server.major, data)


@pytest.mark.deep
@given(data=st.data())
@MANY
def test_one_change_deep(opened: Bench, server: Server, data: DataObject) -> None:
    assert_seen(opened, server.major, data)
