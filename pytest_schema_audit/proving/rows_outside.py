"""What stands outside schemas or leads outside the database."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .change import NEW
from .rows import Altered, Row, Set, catalog, sampled

_ANY: Final = "'pg_catalog.now'::pg_catalog.regproc"
"""A function that is none of the usual ones."""


def _subscription(name: str, *values: str, since: int = 0) -> Row:
    form = f"ALTER SUBSCRIPTION {{name}} SET ({name} = {{value}})"
    return Set("subscription", name, form, values, since)


def _options(kind: str, words: str) -> Row:
    sql = f"ALTER {words} {{name}} OPTIONS (ADD {NEW} 'x')"
    return Altered(kind, "options", "options", (sql,))


def _published(name: str, *values: str, since: int = 0) -> Row:
    form = f"ALTER PUBLICATION {{name}} SET ({name} = {{value}})"
    return Set("publication", name, form, values, since)


_FOREIGN: Final = (
    _options("foreign_data_wrapper", "FOREIGN DATA WRAPPER"),
    catalog(
        *("foreign_data_wrapper", "handler", "handler", "pg_foreign_data_wrapper"),
        *(f"fdwhandler = {_ANY}", "fdwname"),
    ),
    catalog(
        *("foreign_data_wrapper", "validator", "validator", "pg_foreign_data_wrapper"),
        *(f"fdwvalidator = {_ANY}", "fdwname"),
    ),
    _options("foreign_server", "SERVER"),
    Altered("foreign_server", "version", "version", ("ALTER SERVER {name} VERSION '77'",)),
    catalog(
        *("foreign_server", "type", "type", "pg_foreign_server"),
        *("srvtype = 'changed'", "srvname"),
    ),
    Altered(
        *("foreign_server", "foreign_data_wrapper", "foreign data wrapper"),
        (
            f"CREATE FOREIGN DATA WRAPPER {NEW}; UPDATE pg_catalog.pg_foreign_server SET srvfdw ="
            f" (SELECT oid FROM pg_catalog.pg_foreign_data_wrapper WHERE fdwname = '{NEW}')"
            " WHERE srvname = {plain}",
        ),
    ),
    _options("user_mapping", "USER MAPPING"),
    _options("foreign_table", "FOREIGN TABLE"),
    Altered(
        *("foreign_table", "column", "column"),
        (f"ALTER FOREIGN TABLE {{name}} ADD COLUMN {NEW} integer",),
    ),
    Altered(
        *("foreign_table", "check", "check"),
        (f"ALTER FOREIGN TABLE {{name}} ADD CONSTRAINT {NEW} CHECK (true)",),
    ),
    Altered(
        *("foreign_table", "inherits", "inherits"),
        (
            f"CREATE TABLE public.{NEW} (); ALTER FOREIGN TABLE {{name}} INHERIT public.{NEW}",
        ),
    ),
    Altered(
        *("foreign_table", "partition_of", "partition of"),
        (
            f"ALTER FOREIGN TABLE {{name}} ADD COLUMN {NEW} integer;"
            f" CREATE TABLE public.{NEW} (LIKE {{name}}) PARTITION BY LIST ({NEW});"
            f" ALTER TABLE public.{NEW} ATTACH PARTITION {{name}} DEFAULT",
        ),
    ),
    Altered(
        *("foreign_table", "server", "server"),
        (
            f"CREATE FOREIGN DATA WRAPPER {NEW}; CREATE SERVER {NEW} FOREIGN DATA WRAPPER {NEW};"
            " UPDATE pg_catalog.pg_foreign_table SET ftserver ="
            f" (SELECT oid FROM pg_catalog.pg_foreign_server WHERE srvname = '{NEW}')"
            " WHERE ftrelid = {text}::pg_catalog.regclass",
        ),
    ),
)  # fmt: skip

_REPLICATION: Final = (
    Altered("publication", "tables", "table", ("ALTER PUBLICATION {name} ADD TABLE {other}",)),
    Altered(
        *("publication", "schemas", "schemas"),
        (
            f"CREATE SCHEMA {NEW}; ALTER PUBLICATION {{name}} ADD TABLES IN SCHEMA {NEW}",
        ),
        since=15,
    ),
    sampled(
        *("publication", "all_tables", "all tables", "for_all_tables pubobjects"),
        *("CREATE PUBLICATION p FOR ALL TABLES", "CREATE PUBLICATION p"),
    ),
    _published("publish", "'insert'", "'delete'"),
    _published("publish_via_partition_root", "true", "false"),
    _published("publish_generated_columns", "stored", "none", since=18),
    Altered(
        *("subscription", "publications", "publications"),
        (f"ALTER SUBSCRIPTION {{name}} SET PUBLICATION {NEW} WITH (refresh = false)",),
    ),
    catalog(
        *("subscription", "enabled", "enabled", "pg_subscription"),
        *("subenabled = NOT subenabled", "subname"),
    ),
    _subscription("binary", "true", "false"),
    _subscription("synchronous_commit", "'local'", "'on'"),
    _subscription("disable_on_error", "true", "false", since=15),
    _subscription("origin", "'none'", "'any'", since=16),
    _subscription("password_required", "false", "true", since=16),
    _subscription("run_as_owner", "true", "false", since=16),
    _subscription("slot_name", "'changed'", "'changed_too'"),
    replace(
        catalog(
            *("subscription", "failover", "failover", "pg_subscription"),
            *("subfailover = NOT subfailover", "subname"),
        ),
        since=17,
    ),
    _subscription("streaming", "on", "off"),
)  # fmt: skip


def _event_trigger(name: str, change: str) -> Row:
    return catalog("event_trigger", name, name, "pg_event_trigger", change, "evtname")


OUTSIDE_ROWS: Final[tuple[Row, ...]] = (
    Altered(
        *("extension", "schema", "schema"),
        (f"CREATE SCHEMA {NEW}; ALTER EXTENSION {{name}} SET SCHEMA {NEW}",),
    ),
    replace(
        catalog("extension", "version", "version", "pg_extension", "extversion = '0'", "extname"),
        only=" VERSION '",
    ),
    *(*_FOREIGN, *_REPLICATION),
    _event_trigger(
        "event",
        "evtevent = CASE evtevent WHEN 'sql_drop' THEN 'ddl_command_end' ELSE 'sql_drop' END",
    ),
    _event_trigger(
        "tags",
        "evttags = CASE evttags WHEN '{{DROP VIEW}}' THEN '{{DROP TABLE}}'"
        " ELSE '{{DROP VIEW}}' END::pg_catalog.text[]",
    ),
    _event_trigger("function", f"evtfoid = {_ANY}"),
)
"""One row for each attribute."""
