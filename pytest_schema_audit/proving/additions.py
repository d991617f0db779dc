"""Objects that nothing describes: one of every kind that has an ``unexpected`` item of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from ..kinds import DATABASE_WIDE, PLURALS, slug
from .change import NEW, Change, Red, identifier, unexpected
from .mutation import Manifested, Mutation
from .scene import Scene

_TRIGGERED = (
    "CREATE FUNCTION {schema}.{new}_f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "CREATE FUNCTION {schema}.{new}_e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
)
_SERVER = (
    "CREATE FOREIGN DATA WRAPPER {new}_w",
    "CREATE SERVER {new}_s FOREIGN DATA WRAPPER {new}_w",
)

_RECIPES: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "table": (("CREATE TABLE {schema}.{new} ()",),),
    "enum": (("CREATE TYPE {schema}.{new} AS ENUM ('a')",),),
    "sequence": (("CREATE SEQUENCE {schema}.{new}",),),
    "schema": (("CREATE SCHEMA {new}",),),
    "view": (("CREATE VIEW {schema}.{new} AS SELECT 1 AS a",),),
    "materialized view": (("CREATE MATERIALIZED VIEW {schema}.{new} AS SELECT 1 AS a",),),
    "foreign table": (
        (*_SERVER, "CREATE FOREIGN TABLE {schema}.{new} (a integer) SERVER {new}_s"),
    ),
    "function": (
        ("CREATE FUNCTION {schema}.{new}() RETURNS integer LANGUAGE sql AS 'SELECT 1'",),
    ),
    "procedure": (("CREATE PROCEDURE {schema}.{new}() LANGUAGE sql AS ''",),),
    "aggregate": (
        (
            "CREATE AGGREGATE {schema}.{new}(integer)"
            " (SFUNC = pg_catalog.int4pl, STYPE = integer)",
        ),
    ),
    "trigger": (
        (
            _TRIGGERED[0],
            "CREATE TRIGGER {new} AFTER INSERT ON {table} FOR EACH STATEMENT"
            " EXECUTE FUNCTION {schema}.{new}_f()",
        ),
    ),
    "policy": (("CREATE POLICY {new} ON {table} USING (true)",),),
    "rule": (("CREATE RULE {new} AS ON DELETE TO {table} DO ALSO NOTHING",),),
    "domain": (("CREATE DOMAIN {schema}.{new} AS text",),),
    "composite type": (("CREATE TYPE {schema}.{new} AS (a integer)",),),
    "range type": (("CREATE TYPE {schema}.{new} AS RANGE (SUBTYPE = float8)",),),
    "base type": (("CREATE TYPE {schema}.{new}",),),
    "collation": (("CREATE COLLATION {schema}.{new} FROM \"C\"",),),
    "conversion": (
        (
            "CREATE CONVERSION {schema}.{new} FOR 'LATIN1' TO 'UTF8'"
            " FROM pg_catalog.iso8859_1_to_utf8",
        ),
    ),
    "cast": (("CREATE CAST (point AS money) WITH INOUT",),),
    "operator": (
        (
            "CREATE OPERATOR {schema}.### (LEFTARG = integer, RIGHTARG = integer,"
            " FUNCTION = pg_catalog.int4pl)",
        ),
    ),
    "operator class": (
        (
            "CREATE OPERATOR CLASS {schema}.{new} FOR TYPE integer USING btree AS OPERATOR 3 =,"
            " FUNCTION 1 pg_catalog.btint4cmp(integer, integer)",
        ),
    ),
    "operator family": (("CREATE OPERATOR FAMILY {schema}.{new} USING btree",),),
    "text search configuration": (
        ("CREATE TEXT SEARCH CONFIGURATION {schema}.{new} (COPY = pg_catalog.simple)",),
    ),
    "text search dictionary": (
        ("CREATE TEXT SEARCH DICTIONARY {schema}.{new} (TEMPLATE = pg_catalog.simple)",),
    ),
    "text search parser": (
        (
            "CREATE TEXT SEARCH PARSER {schema}.{new} (START = pg_catalog.prsd_start,"
            " GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end,"
            " LEXTYPES = pg_catalog.prsd_lextype)",
        ),
    ),
    "text search template": (
        (
            "CREATE TEXT SEARCH TEMPLATE {schema}.{new}"
            " (INIT = pg_catalog.dsimple_init, LEXIZE = pg_catalog.dsimple_lexize)",
        ),
    ),
    "statistics": (("CREATE STATISTICS {schema}.{new} ON ({column} IS NULL) FROM {table}",),),
    "extension": tuple(
        (f'CREATE EXTENSION "{name}"',)
        for name in ("pg_trgm", "citext", "btree_gist", "hstore", "uuid-ossp", "pgcrypto", "ltree")
    ),
    "language": (("CREATE LANGUAGE {new} HANDLER pg_catalog.plpgsql_call_handler",),),
    "access method": (
        ("CREATE ACCESS METHOD {new} TYPE INDEX HANDLER pg_catalog.bthandler",),
    ),
    "transform": tuple(
        (
            f"CREATE TRANSFORM FOR {type_} LANGUAGE sql"
            " (FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal),"
            f" TO SQL WITH FUNCTION pg_catalog.{function}(internal))",
        )
        for type_, function in (("integer", "int4recv"), ("bigint", "int8recv"))
    ),
    "foreign data wrapper": (("CREATE FOREIGN DATA WRAPPER {new}",),),
    "foreign server": (
        (_SERVER[0], "CREATE SERVER {new} FOREIGN DATA WRAPPER {new}_w"),
    ),
    "user mapping": ((*_SERVER, "CREATE USER MAPPING FOR PUBLIC SERVER {new}_s"),),
    "publication": (("CREATE PUBLICATION {new}",),),
    "subscription": (
        (
            "CREATE SUBSCRIPTION {new} CONNECTION '' PUBLICATION p"
            " WITH (connect = false, slot_name = NONE, enabled = false)",
        ),
    ),
    "event trigger": (
        (
            _TRIGGERED[1],
            "CREATE EVENT TRIGGER {new} ON ddl_command_end EXECUTE FUNCTION {schema}.{new}_e()",
        ),
    ),
    "default privilege": (
        ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",),
        ("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",),
    ),
}  # fmt: skip
"""Kind -> statements that make one, in one way or another."""

_UNNAMED = {"cast", "operator", "extension", "transform", "user mapping", "default privilege"}
"""Kinds whose new object has no name of ours."""

_WITH_TABLE = {"trigger", "policy", "rule"}


def added(kind: str, scene: Scene) -> Iterator[tuple[tuple[str, ...], Red]]:
    """Yield the statements that make an object nobody describes, and the item that tells.

    :param kind: one of :data:`pytest_schema_audit.kinds.DATABASE_WIDE`.
    """
    schema = identifier(scene.schema)
    name = "" if kind in _UNNAMED else NEW
    recipes = _RECIPES[kind]
    if not any("{table}" in statement for recipe in recipes for statement in recipe):
        within = "" if kind in {"schema", *_UNNAMED} else scene.schema
        for recipe in recipes:
            made = tuple(statement.format(schema=schema, new=NEW) for statement in recipe)
            yield made, unexpected(kind, within, name=name)
        return
    for table in scene.tables():
        words = {"schema": schema, "new": NEW, "table": identifier(table.schema, table.name)}
        of_table = table.name if kind in _WITH_TABLE else ""
        for column in list(scene.of_table(table))[:1]:
            words["column"] = identifier(column)
            for recipe in recipes:
                made = tuple(statement.format(**words) for statement in recipe)
                yield made, unexpected(kind, table.schema, of_table, name)


def _add(kind: str, scene: Scene) -> Iterator[Change]:
    for statements, red in added(kind, scene):
        # What it needs comes with it.
        yield Change(statements, (red,), cascades=True)


def _is_closed(kind: str, covered: Manifested) -> bool:
    """Default privileges are privileges: compared where those are."""
    return kind != "default privilege" or "privileges" in covered.aspects


ADDITIONS: Final = tuple(
    Mutation(
        f"{slug(kind)}.add",
        partial(_is_closed, kind),
        partial(_add, kind),
        f"the suite leaves unlisted {PLURALS[kind]} open",
    )
    for kind in DATABASE_WIDE
)
"""One more of every kind that a schema may hold."""
