"""The keys of aspects in the JSON Schema of manifest files."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

from ..kinds import ASPECTS
from .aspects import AspectKey, keys_of
from .object_kinds import OBJECT_KINDS

Schema: TypeAlias = dict[str, Any]

_SCALAR: Final = {"type": ["string", "number"]}
_PRIVILEGES: Final = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}
_EXAMPLES: Final[dict[tuple[str, bool], object]] = {
    ("owner", False): "app",
    ("grants", True): {"reporting": "SELECT", "app": "ALL"},
    ("using", False): "heap",
    ("tablespace", False): "fast",
    ("replica identity", False): "full",
    ("cluster on", False): "Invoice_pkey",
    ("not null constraint", True): {"validity": "not valid"},
    ("storage", False): "external",
    ("compression", False): "lz4",
    ("statistics", False): 500,
    ("statistics", True): {"1": 500},
    ("with", True): {"n_distinct": 100},
    ("partitions", False): "some",
    ("depends on extension", False): "postgis",
    ("members", True): {"function f(integer)": "changed"},
    ("member grants", True): {"function f(integer)": "EXECUTE to app"},
    ("comments", True): {"part": "what it is for"},
}


def add_aspects(schema: Schema) -> None:
    """Describe what entries say of aspects, and the aspects there are.

    :param schema: the schema of a manifest file; changed.
    """
    schema["properties"]["aspects"]["anyOf"][1]["items"]["enum"] = list(ASPECTS)
    definitions = schema["$defs"]
    for one in keys_of("table"):
        definitions["table"]["properties"][one.key] = _property(one)
    for name, definition in definitions.items():
        if name.endswith("Alternative"):
            kind = _kind(name)
            definition["properties"] |= {one.key: _property(one) for one in keys_of(kind)}
            if kind in OBJECT_KINDS and OBJECT_KINDS[kind].blank:
                definition.pop("required", None)
    _let_schemas_be_described(schema)


def _kind(name: str) -> str:
    """The kind of entry of ``primaryKeyAlternative``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Alternative")).lower()


def _property(one: AspectKey) -> Schema:
    described: Schema = {
        "description": f"Of the aspect {one.aspect}; always checked where it is given."
        if one.aspect
        else "Always checked.",
        "examples": [_EXAMPLES[one.key, one.by_name]],
    }
    if not one.by_name:
        return described | _SCALAR
    values = _PRIVILEGES if one.key == "grants" else _SCALAR
    return described | {"type": "object", "additionalProperties": values}


def _let_schemas_be_described(schema: Schema) -> None:
    """A list limits the suite to schemas; a mapping describes them."""
    limit = dict(schema["properties"]["schemas"])
    if "anyOf" in limit:
        return
    described = {
        "type": "object",
        "description": "Schemas by name; one that holds described objects needs no entry.",
        "additionalProperties": {"$ref": "#/$defs/schema"},
        "examples": [{"billing": {"owner": "app"}}],
    }
    schema["properties"]["schemas"] = {
        "description": "A mapping describes schemas; a list limits the suite to some.",
        "anyOf": [limit, described],
        "examples": [["public", "billing"], {"billing": {"owner": "app"}}],
    }
