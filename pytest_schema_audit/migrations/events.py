"""The events of a parse tree: what its statement made, changed, dropped, renamed.

Reads libpg_query's trees. A kind is a namespace of PostgreSQL: tables, views, sequences and
indexes share ``relation``, as they share ``pg_class``. What only rebuilds an object (REINDEX,
CLUSTER, VACUUM) is no change of it; a comment is an event of its own kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from .event import Action, Event
from .event_kinds import DOMAIN_ATTRIBUTES, KINDS, NAMED
from .event_objects import events_of_object, qualified, signature
from .event_rights import alter_owner, grant
from .event_tables import alter_table, create_foreign_table, create_table, index
from .statements import Node


def events(tree: Node) -> Iterator[Event]:
    """The events of one parse tree, in order; none for what makes and changes no object."""
    for kind, body in tree.items():
        reader = _READERS.get(kind)
        found = reader(body) if reader else ()
        if body.get("if_not_exists"):
            found = (replace(event, if_absent=True) for event in found)
        yield from found


def is_read(tree: Node) -> bool:
    """Whether the events of a tree tell all that its statement does."""
    return any(events(tree))


def _view(body: Node) -> Iterator[Event]:
    node = body["view"]
    yield Event(Action.MADE, "relation", node["relname"], node.get("schemaname", ""))


def _table_as(body: Node) -> Iterator[Event]:
    node = body["into"]["rel"]
    yield Event(Action.MADE, "relation", node["relname"], node.get("schemaname", ""))


def _select(body: Node) -> Iterator[Event]:
    if "intoClause" in body:
        yield from _table_as({"into": body["intoClause"]})


_OPTIONS = {
    "as": ("type", "minvalue", "maxvalue"),
    "owned_by": ("owned by",),
    "security": ("security definer",),
}
"""Options whose names in statements are not those of findings."""


def _create_sequence(body: Node) -> Iterator[Event]:
    node = body["sequence"]
    yield Event(Action.MADE, "relation", node["relname"], node.get("schemaname", ""))


def _alter_sequence(body: Node) -> Iterator[Event]:
    node = body["sequence"]
    yield Event(
        *(Action.CHANGED, "relation", node["relname"], node.get("schemaname", "")),
        attributes=_optional(body["options"]),
    )


def _optional(elements: list[Node]) -> frozenset[str]:
    """What a list of options changes."""
    options = [element["DefElem"] for element in elements]
    changed = {name for one in options for name in _OPTIONS.get(one["defname"], [one["defname"]])}
    settings = {one["arg"]["VariableSetStmt"].get("name") for one in options if _is_set(one)}
    # RESET ALL can change any.
    return frozenset() if None in settings else frozenset(changed | {f"set {s}" for s in settings})


def _is_set(option: Node) -> bool:
    return "VariableSetStmt" in option.get("arg", {})


def _named(action: Action, kind: str, key: str, body: Node) -> Iterator[Event]:
    schema, name = qualified(body[key])
    yield Event(action, kind, name, schema)


def _composite(body: Node) -> Iterator[Event]:
    node = body["typevar"]
    yield Event(Action.MADE, "type", node["relname"], node.get("schemaname", ""))


def _on_table(kind: str, key: str, table_key: str, body: Node) -> Iterator[Event]:
    table = body[table_key]
    yield Event(Action.MADE, kind, body[key], table.get("schemaname", ""), table["relname"])


_OF_A_POLICY = {"roles": "to", "qual": "using", "with_check": "with check"}


def _alter_policy(body: Node) -> Iterator[Event]:
    attributes = frozenset(name for field, name in _OF_A_POLICY.items() if field in body)
    for event in _on_table("policy", "policy_name", "table", body):
        yield replace(event, action=Action.CHANGED, attributes=attributes)


def _plain(kind: str, key: str, body: Node) -> Iterator[Event]:
    yield Event(Action.MADE, kind, body.get(key, ""))


def _schema(body: Node) -> Iterator[Event]:
    name = body.get("schemaname", "")
    yield Event(Action.MADE, "schema", name)
    for element in body.get("schemaElts", []):
        for event in events(element):
            yield Event(event.action, event.kind, event.name, event.schema or name, event.parent)


def _define(body: Node) -> Iterator[Event]:
    aggregate = body["kind"] == "OBJECT_AGGREGATE"
    kind = "function" if aggregate else KINDS.get(body["kind"], "")
    arguments = _inputs(body["args"][0].get("List", {}).get("items", [])) if aggregate else None
    for event in _named(Action.MADE, kind, "defnames", body) if kind else ():
        yield replace(event, arguments=arguments)


def _create_function(body: Node) -> Iterator[Event]:
    for event in _named(Action.MADE, "function", "funcname", body):
        yield replace(event, arguments=_inputs(body.get("parameters", [])))


def _inputs(nodes: list[Node]) -> tuple[str, ...] | None:
    parameters = [node["FunctionParameter"] for node in nodes]
    return signature(one["argType"] for one in parameters if one["mode"] not in _NOT_INPUT)


_NOT_INPUT = {"FUNC_PARAM_OUT", "FUNC_PARAM_TABLE"}


def _drop(body: Node) -> Iterator[Event]:
    for piece, node in enumerate(body["objects"]):
        for event in events_of_object(Action.DROPPED, body["removeType"], node):
            yield replace(event, piece=piece)


def _comment(body: Node) -> Iterator[Event]:
    yield from events_of_object(Action.COMMENTED, body["objtype"], body["object"])


_QUERIES = {"OBJECT_VIEW", "OBJECT_MATVIEW"}
_QUERY = frozenset({"query"})
"""What a view tells the names of its columns in."""


def _rename(body: Node) -> Iterator[Event]:
    kind, new = KINDS.get(body["renameType"], ""), body["newname"]
    if body["renameType"] == "OBJECT_ATTRIBUTE":
        node = body["relation"]
        yield Event(Action.CHANGED, "type", node["relname"], node.get("schemaname", ""))
    elif "relation" in body and kind:
        node = body["relation"]
        schema, table = node.get("schemaname", ""), node["relname"]
        sub = body.get("subname", "")
        name, parent = (sub, table) if sub else (table, "")
        yield Event(Action.RENAMED, kind, name, schema, parent, new)
        if kind == "column" and body["relationType"] in _QUERIES:
            yield Event(Action.CHANGED, "relation", table, schema, attributes=_QUERY)
    elif kind == "schema":
        yield Event(Action.RENAMED, kind, body["subname"], new_name=new)
    elif "object" in body:
        for found in events_of_object(Action.RENAMED, body["renameType"], body["object"]):
            if kind == "constraint":  # of a domain
                yield Event(Action.RENAMED, kind, body["subname"], "", found.name, new)
                yield Event(Action.CHANGED, "type", found.name, found.parent)
            else:
                yield replace(found, new_name=new)


def _set_schema(body: Node) -> Iterator[Event]:
    new = body["newschema"]
    kind = KINDS.get(body["objectType"], "")
    if "relation" in body:
        node = body["relation"]
        yield Event(
            Action.RENAMED,
            "relation",
            node["relname"],
            node.get("schemaname", ""),
            new_name=node["relname"],
            new_schema=new,
        )
    elif kind:
        for found in events_of_object(Action.RENAMED, body["objectType"], body["object"]):
            yield replace(found, new_name=found.name, new_schema=new)


def _alter_function(body: Node) -> Iterator[Event]:
    attributes, node = _optional(body["actions"]), {"ObjectWithArgs": body["func"]}
    for event in events_of_object(Action.CHANGED, body["objtype"], node):
        yield replace(event, attributes=attributes)


def _alter_domain(body: Node) -> Iterator[Event]:
    schema, name = qualified(body["typeName"])
    attributes = DOMAIN_ATTRIBUTES.get(body["subtype"], frozenset())
    if "name" in body:  # DROP CONSTRAINT, VALIDATE CONSTRAINT
        attributes = frozenset({f"check {body['name']}"})
    yield Event(Action.CHANGED, "type", name, schema, attributes=attributes)


def _cast(body: Node) -> Iterator[Event]:
    types = signature([body["sourcetype"], body["targettype"]])
    yield Event(Action.MADE, "cast", "", arguments=types)


def _transform(body: Node) -> Iterator[Event]:
    yield Event(Action.MADE, "transform", body["lang"], arguments=signature([body["type_name"]]))


def _alter_search(body: Node) -> Iterator[Event]:
    for event in _named(Action.CHANGED, "text_search_configuration", "cfgname", body):
        yield replace(event, attributes=frozenset({"mapping"}))


def _alter_subscription(body: Node) -> Iterator[Event]:
    attributes = _optional(body.get("options", [])).union(_OF_A_SUBSCRIPTION.get(body["kind"], ()))
    yield Event(Action.CHANGED, "subscription", body["subname"], attributes=attributes)


_PUBLICATIONS = ("publications",)
_OF_A_SUBSCRIPTION = {
    "ALTER_SUBSCRIPTION_SET_PUBLICATION": _PUBLICATIONS,
    "ALTER_SUBSCRIPTION_ADD_PUBLICATION": _PUBLICATIONS,
    "ALTER_SUBSCRIPTION_DROP_PUBLICATION": _PUBLICATIONS,
    "ALTER_SUBSCRIPTION_ENABLED": ("enabled",),
}


def _mapping(action: Action, body: Node) -> Iterator[Event]:
    user = body["user"]["RoleSpec"] if "RoleSpec" in body["user"] else body["user"]
    name = "PUBLIC" if user["roletype"] == "ROLESPEC_PUBLIC" else user.get("rolename", "")
    if name:
        yield Event(action, "user_mapping", f"FOR {name} SERVER {body['servername']}")


def _default_privileges(body: Node) -> Iterator[Event]:
    lists = [one["DefElem"] for one in body.get("options", [])]
    schemas = [
        item["String"]["sval"]
        for one in lists
        if one["defname"] == "schemas"
        for item in one["arg"]["List"]["items"]
    ]
    for schema in schemas or [""]:
        yield Event(Action.CHANGED, "default_privilege", "", schema)


def _alter_publication(body: Node) -> Iterator[Event]:
    attributes = _optional(body.get("options", []))
    yield Event(Action.CHANGED, "publication", body["pubname"], attributes=attributes)


def _alter_event_trigger(body: Node) -> Iterator[Event]:
    attributes = frozenset({"enabled"})
    yield Event(Action.CHANGED, "event_trigger", body["trigname"], attributes=attributes)


def _reader(action: Action, kind: str, key: str) -> Callable[[Node], Iterator[Event]]:
    return lambda body: _named(action, kind, key, body)


_READERS: dict[str, Callable[[Node], Iterable[Event]]] = {
    **{statement: _reader(*row) for statement, row in NAMED.items()},
    "CreateStmt": create_table,
    "CreateForeignTableStmt": create_foreign_table,
    "AlterTableStmt": alter_table,
    "IndexStmt": index,
    "ViewStmt": _view,
    "CreateTableAsStmt": _table_as,
    "SelectStmt": _select,
    "CreateSeqStmt": _create_sequence,
    "AlterSeqStmt": _alter_sequence,
    "AlterOwnerStmt": alter_owner,
    "GrantStmt": grant,
    "AlterDomainStmt": _alter_domain,
    "CreateFunctionStmt": _create_function,
    "CompositeTypeStmt": _composite,
    "AlterFunctionStmt": _alter_function,
    "AlterOperatorStmt": lambda body: _named(
        Action.CHANGED, "operator", "objname", body["opername"]
    ),
    "CreatePLangStmt": lambda body: _plain("language", "plname", body),
    "CreateFdwStmt": lambda body: _plain("foreign_data_wrapper", "fdwname", body),
    "AlterFdwStmt": lambda body: _plain("foreign_data_wrapper", "fdwname", body),
    "CreateForeignServerStmt": lambda body: _plain("foreign_server", "servername", body),
    "AlterForeignServerStmt": lambda body: _plain("foreign_server", "servername", body),
    "CreatePublicationStmt": lambda body: _plain("publication", "pubname", body),
    "AlterPublicationStmt": _alter_publication,
    "CreateEventTrigStmt": lambda body: _plain("event_trigger", "trigname", body),
    "AlterEventTrigStmt": _alter_event_trigger,
    "CreateAmStmt": lambda body: _plain("access_method", "amname", body),
    "DefineStmt": _define,
    "CreateTrigStmt": lambda body: _on_table("trigger", "trigname", "relation", body),
    "CreatePolicyStmt": lambda body: _on_table("policy", "policy_name", "table", body),
    "AlterPolicyStmt": _alter_policy,
    "RuleStmt": lambda body: _on_table("rule", "rulename", "relation", body),
    "CreateSchemaStmt": _schema,
    "CreateExtensionStmt": lambda body: _plain("extension", "extname", body),
    "CreateCastStmt": _cast,
    "CreateTransformStmt": _transform,
    "AlterTSConfigurationStmt": _alter_search,
    "CreateSubscriptionStmt": lambda body: _plain("subscription", "subname", body),
    "AlterSubscriptionStmt": _alter_subscription,
    "CreateUserMappingStmt": lambda body: _mapping(Action.MADE, body),
    "AlterUserMappingStmt": lambda body: _mapping(Action.CHANGED, body),
    "DropSubscriptionStmt": lambda body: [Event(Action.DROPPED, "subscription", body["subname"])],
    "DropUserMappingStmt": lambda body: _mapping(Action.DROPPED, body),
    "AlterDefaultPrivilegesStmt": _default_privileges,
    "CommentStmt": _comment,
    "DropStmt": _drop,
    "RenameStmt": _rename,
    "AlterObjectSchemaStmt": _set_schema,
}
