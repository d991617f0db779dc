"""Names that parse trees give to kinds of object, and the fields where statements hold names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .event import Action

_RELATIONS: Final = ("TABLE", "VIEW", "MATVIEW", "INDEX", "SEQUENCE", "FOREIGN_TABLE")
KINDS: Final[Mapping[str, str]] = {
    **{f"OBJECT_{name}": "relation" for name in _RELATIONS},
    **{f"OBJECT_{name}": "function" for name in ("FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE")},
    **{f"OBJECT_{name}": "type" for name in ("TYPE", "DOMAIN")},
    **{f"OBJECT_{name}": name.lower() for name in ("TRIGGER", "POLICY", "RULE", "SCHEMA")},
    **{f"OBJECT_{name}": name.lower() for name in ("EXTENSION", "COLLATION", "COLUMN")},
    "OBJECT_ATTRIBUTE": "column",
    "OBJECT_OPERATOR": "operator",
    "OBJECT_OPCLASS": "operator_class",
    "OBJECT_OPFAMILY": "operator_family",
    "OBJECT_CONVERSION": "conversion",
    "OBJECT_LANGUAGE": "language",
    "OBJECT_PUBLICATION": "publication",
    "OBJECT_EVENT_TRIGGER": "event_trigger",
    "OBJECT_FDW": "foreign_data_wrapper",
    "OBJECT_FOREIGN_SERVER": "foreign_server",
    "OBJECT_ACCESS_METHOD": "access_method",
    "OBJECT_TSCONFIGURATION": "text_search_configuration",
    "OBJECT_TSDICTIONARY": "text_search_dictionary",
    "OBJECT_TSPARSER": "text_search_parser",
    "OBJECT_TSTEMPLATE": "text_search_template",
    "OBJECT_SUBSCRIPTION": "subscription",
    "OBJECT_STATISTIC_EXT": "statistics",
    "OBJECT_TABCONSTRAINT": "constraint",
    "OBJECT_DOMCONSTRAINT": "constraint",
}
"""``ObjectType`` -> the kind of event; kinds that share names are one."""

OF_A_METHOD: Final = frozenset({"operator_class", "operator_family"})
"""Kinds whose names come after that of their access method where they are dropped."""

OF_TYPES: Final[Mapping[str, str]] = {"OBJECT_CAST": "cast", "OBJECT_TRANSFORM": "transform"}
"""``ObjectType`` -> the kind of event, of what is named by types."""

OF_A_TABLE: Final = frozenset({"trigger", "policy", "rule", "column", "constraint"})
"""Kinds that are named after their table."""

NAMED: Final[Mapping[str, tuple[Action, str, str]]] = {
    "CreateEnumStmt": (Action.MADE, "type", "typeName"),
    "AlterEnumStmt": (Action.CHANGED, "type", "typeName"),
    "CreateRangeStmt": (Action.MADE, "type", "typeName"),
    "CreateDomainStmt": (Action.MADE, "type", "domainname"),
    "AlterTypeStmt": (Action.CHANGED, "type", "typeName"),
    "CreateOpClassStmt": (Action.MADE, "operator_class", "opclassname"),
    "CreateOpFamilyStmt": (Action.MADE, "operator_family", "opfamilyname"),
    "AlterOpFamilyStmt": (Action.CHANGED, "operator_family", "opfamilyname"),
    "AlterTSDictionaryStmt": (Action.CHANGED, "text_search_dictionary", "dictname"),
    "CreateConversionStmt": (Action.MADE, "conversion", "conversion_name"),
    "CreateStatsStmt": (Action.MADE, "statistics", "defnames"),
    "AlterStatsStmt": (Action.CHANGED, "statistics", "defnames"),
}
"""Statements that name their object in a list of parts, with the field that holds it."""

ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    command: frozenset(attributes.split(","))
    for command, attributes in {
        "AT_AlterColumnType": "type,collation",
        "AT_SetNotNull": "not null",
        "AT_DropNotNull": "not null",
        "AT_ColumnDefault": "default",
        "AT_SetExpression": "generated",
        "AT_DropExpression": "generated,default",
        "AT_AddIdentity": "identity",
        "AT_SetIdentity": "identity",
        "AT_DropIdentity": "identity",
        "AT_SetStatistics": "statistics",
        "AT_SetOptions": "with",
        "AT_ResetOptions": "with",
        "AT_SetStorage": "storage",
        "AT_SetCompression": "compression",
        "AT_SetRelOptions": "with,options",
        "AT_ResetRelOptions": "with,options",
        "AT_SetLogged": "persistence",
        "AT_SetUnLogged": "persistence",
        "AT_EnableRowSecurity": "row security",
        "AT_DisableRowSecurity": "row security",
        "AT_ForceRowSecurity": "forced row security",
        "AT_NoForceRowSecurity": "forced row security",
        "AT_AddInherit": "inherits",
        "AT_DropInherit": "inherits",
        "AT_AddOf": "of",
        "AT_DropOf": "of",
        "AT_ChangeOwner": "owner",
        "AT_SetTableSpace": "tablespace",
        "AT_SetAccessMethod": "using,method",
        "AT_ClusterOn": "cluster on",
        "AT_DropCluster": "cluster on",
        "AT_ReplicaIdentity": "replica identity",
        "AT_AttachPartition": "partition of",
        "AT_DetachPartition": "partition of",
        "AT_DetachPartitionFinalize": "partition of",
        "AT_ValidateConstraint": "validated",
        "AT_AlterConstraint": "deferrable,initially deferred,enforced,no inherit",
        "AT_EnableTrigAll": "enabled",
        "AT_DisableTrigAll": "enabled",
        "AT_EnableTrigUser": "enabled",
        "AT_DisableTrigUser": "enabled",
    }.items()
}
"""``AlterTableType`` -> what differs in an object after it, in the words of findings."""

DOMAIN_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "T": frozenset({"default"}),
    "N": frozenset({"not null"}),
    "O": frozenset({"not null"}),
}
"""The same for ``AlterDomainStmt``, whose other commands are about checks."""
