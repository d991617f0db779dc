"""The JSON Schema of manifest files, for editors and validators."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, TypeAlias

from ..kinds import PLURALS
from .keys import ENABLED, ENABLED_BEHIND, HELD_BY_TRIGGERS, SECTIONS
from .object_kinds import OBJECT_KINDS, ObjectKind
from .schema_aspects import add_aspects

Schema: TypeAlias = dict[str, Any]

_ENABLED: Schema = {
    "description": "When it fires, if not by default.",
    "enum": list(ENABLED),
    "examples": ["disabled"],
}

_ENABLED_BEHIND: Schema = {
    "description": "When the triggers fire that hold it, if not by default, and on which table.",
    "enum": list(ENABLED_BEHIND),
    "examples": ["disabled on referencing"],
}


def json_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a manifest file as text.

    It describes keys and the shape of values; what a definition says in SQL, only loading checks.
    """
    schema: Schema = json.loads(files(__package__).joinpath("schema.json").read_text("utf-8"))
    for kind in OBJECT_KINDS.values():
        _add(schema, kind)
    for name in HELD_BY_TRIGGERS:
        own = schema["$defs"][f"{_camel(name)}Alternative"]["properties"]
        own["enabled"] = _ENABLED_BEHIND
    add_aspects(schema)
    return json.dumps(schema, indent=1) + "\n"


def _camel(kind: str) -> str:
    """Name the definition of a kind: ``primaryKey`` of ``primary_key``."""
    first, *rest = kind.split("_")
    return first + "".join(map(str.capitalize, rest))


def _add(schema: Schema, kind: ObjectKind) -> None:
    """Describe the entries of one kind, and the key that holds them."""
    definitions = schema["$defs"]
    inside = definitions["table"] if kind.naming == "table" else schema
    alternative = f"{kind.kind}Alternative"
    definitions[kind.kind] = _entry(kind, alternative)
    definitions[alternative] = _alternative(definitions, kind)
    inside["properties"].setdefault(
        kind.plural,
        {
            "description": f"The {PLURALS[kind.noun]} by name.",
            "type": "object",
            "additionalProperties": {"$ref": f"#/$defs/{kind.kind}"},
            "examples": [{"name": kind.form}],
        },
    )


def _entry(kind: ObjectKind, alternative: str) -> Schema:
    reference = {"$ref": f"#/$defs/{alternative}"}
    several = [{"is": kind.form, "when": ">=15"}, {"is": kind.form, "when": "<15"}]
    return {
        "description": f"What follows the name in {kind.words}: {kind.form}",
        "examples": [kind.form],
        "anyOf": [
            {"type": "string"},
            reference,
            {
                "type": "array",
                "description": "Alternatives for different majors.",
                "minItems": 1,
                "items": reference,
                "examples": [several],
            },
        ],
    }


def _alternative(definitions: Schema, kind: ObjectKind) -> Schema:
    """The entry as a mapping: as that of a check, with what only this kind can have."""
    like: Schema = json.loads(json.dumps(definitions["checkAlternative"]))
    properties: Schema = like["properties"]
    properties["is"]["description"] = f"What follows the name in {kind.words}: {kind.form}"
    properties["is"]["examples"] = [kind.form]
    like["examples"] = [{"is": kind.form, "when": ">=15"}]
    if kind.switch:
        properties["enabled"] = _ENABLED
    parts = definitions["table"]["properties"]
    for part in kind.parts:
        properties[part] = parts.get(part) or _later(part)
    return like


def _later(part: str) -> Schema:
    """A key of a table whose kind is described further down."""
    return {
        "description": f"The {part} by name.",
        "type": "object",
        "additionalProperties": {"$ref": f"#/$defs/{SECTIONS[part]}"},
        "examples": [{"name": OBJECT_KINDS[SECTIONS[part]].form}],
    }
