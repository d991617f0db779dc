"""Kinds of object that are in no schema, and the schemas themselves."""

from __future__ import annotations

from typing import Final

from .object_kind import ObjectKind

KINDS: Final = (
    ObjectKind(
        "schema",
        "CREATE SCHEMA",
        "CreateSchemaStmt",
        "{}, with `owner:` and `grants:` where they matter",
        naming="database",
        made=False,
        blank=True,
        renamed=False,
    ),
    ObjectKind(
        "extension",
        "CREATE EXTENSION",
        "CreateExtensionStmt",
        "SCHEMA s [VERSION 'v']",
        naming="database",
        made=False,
        blank=True,
        renamed=False,
    ),
    ObjectKind(
        "publication",
        "CREATE PUBLICATION",
        "CreatePublicationStmt",
        "FOR TABLE t [(a, b)] [WHERE (…)], … or FOR ALL TABLES [WITH (…)]",
        naming="database",
        blank=True,
    ),
    ObjectKind(
        "subscription",
        "CREATE SUBSCRIPTION",
        "CreateSubscriptionStmt",
        "PUBLICATION p, … [WITH (…)], without its connection",
        naming="database",
        made=False,
    ),
    ObjectKind(
        "event trigger",
        "CREATE EVENT TRIGGER",
        "CreateEventTrigStmt",
        "ON event [WHEN TAG IN (…)] EXECUTE FUNCTION f()",
        naming="database",
        made=False,
        switch=True,
    ),
    ObjectKind(
        "default privilege",
        "ALTER DEFAULT PRIVILEGES",
        "AlterDefaultPrivilegesStmt",
        "{grants: {reporting: SELECT}}",
        naming="defaults",
        made=False,
        blank=True,
        renamed=False,
    ),
)
"""The order is that of manifests."""
