"""The kinds of object a schema holds, under the names that figures and node ids use.

The list follows the object classes of PostgreSQL's documentation (part "SQL Commands", `CREATE …`)
and the catalogs behind them.
"""

from __future__ import annotations

PLURALS = {
    "table": "tables",
    "column": "columns",
    "index": "indexes",
    "primary key": "primary keys",
    "unique": "uniques",
    "foreign key": "foreign keys",
    "check": "checks",
    "exclusion": "exclusions",
    "enum": "enums",
    "sequence": "sequences",
    "schema": "schemas",
    "view": "views",
    "materialized view": "materialized views",
    "foreign table": "foreign tables",
    "function": "functions",
    "procedure": "procedures",
    "aggregate": "aggregates",
    "trigger": "triggers",
    "policy": "policies",
    "rule": "rules",
    "domain": "domains",
    "composite type": "composite types",
    "range type": "range types",
    "base type": "base types",
    "collation": "collations",
    "conversion": "conversions",
    "cast": "casts",
    "operator": "operators",
    "operator class": "operator classes",
    "operator family": "operator families",
    "text search configuration": "text search configurations",
    "text search dictionary": "text search dictionaries",
    "text search parser": "text search parsers",
    "text search template": "text search templates",
    "statistics": "statistics",
    "extension": "extensions",
    "language": "languages",
    "access method": "access methods",
    "transform": "transforms",
    "foreign data wrapper": "foreign data wrappers",
    "foreign server": "foreign servers",
    "user mapping": "user mappings",
    "publication": "publications",
    "subscription": "subscriptions",
    "event trigger": "event triggers",
    "default privilege": "default privileges",
}
"""Kind -> its plural, in the order of reports."""

WITHIN_TABLES = ("column", "index", "primary key", "unique", "foreign key", "check", "exclusion")
"""Kinds whose unexpected objects are reported with their table."""

DATABASE_WIDE = tuple(kind for kind in PLURALS if kind not in WITHIN_TABLES)
"""Kinds with an ``unexpected.<plural>`` item of their own under ``database``."""


ASPECTS = (
    "comments",
    "column-order",
    "owners",
    "privileges",
    "storage",
    "statistics",
    "versions",
)
"""What is compared where an entry says it, and everywhere only when asked for.

Comments: an object without ``comment:`` must have none. Column order: a table's columns must stand
in the order of their entries. Owners: an object without ``owner:`` must belong to the owner of the
database. Privileges: without ``grants:``, they must be what PostgreSQL gives by default. Storage
and statistics: what has no entry must be as PostgreSQL makes it. Versions: an extension's entry
must give its version.
"""


def slug(name: str) -> str:
    """Return the name as it stands in item names: ``foreign keys`` -> ``foreign_keys``."""
    return name.replace(" ", "_")
