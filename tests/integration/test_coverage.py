"""No column of any catalog table goes unmentioned in the list of what is audited."""

from __future__ import annotations

import psycopg

from pytest_schema_audit.catalog.coverage import coverage

COLUMNS = """
SELECT c.relname, a.attname
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
    AND NOT a.attisdropped AND c.oid < 16384
"""

GONE = {
    ("pg_attribute", "attcacheoff"): range(14, 18),
    ("pg_collation", "colliculocale"): range(15, 17),
    ("pg_database", "daticulocale"): range(15, 17),
    ("pg_database", "datlastsysoid"): range(14, 15),
}
"""Columns that later majors do not have any more -> the majors that had them."""


def test_every_column_of_the_catalog_is_audited_or_left_out_for_a_reason(
    connection: psycopg.Connection,
) -> None:
    there = {(table, column) for table, column in connection.execute(COLUMNS)}
    listed = {(one.table, one.column) for one in coverage()}
    whole = {table for table, column in listed if not column}
    assert sorted(column for column in there - listed if column[0] not in whole) == []
    assert whole <= {table for table, _ in there} | NEWER_TABLES


NEWER_TABLES = {"pg_parameter_acl"}
"""Tables that are left out whole and that 14 does not have yet."""


def test_list_holds_nothing_that_no_major_has(connection: psycopg.Connection) -> None:
    major = connection.info.server_version // 10000
    there = {(table, column) for table, column in connection.execute(COLUMNS)}
    listed = {(one.table, one.column) for one in coverage() if one.column}
    gone = {column for column, majors in GONE.items() if major not in majors}
    if major == 18:
        assert sorted(listed - there) == sorted(gone)
    assert not gone & there
