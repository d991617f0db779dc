"""The JSON Schema names exactly the keys that the loader knows, and explains each of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from pytest_schema_audit.kinds import ASPECTS, PLURALS
from pytest_schema_audit.manifest import keys
from pytest_schema_audit.manifest.aspects import keys_of
from pytest_schema_audit.manifest.object_kinds import OBJECT_KINDS
from pytest_schema_audit.manifest.schema import json_schema

SCHEMA: dict[str, Any] = json.loads(json_schema())
DEFS = SCHEMA["$defs"]


@pytest.mark.parametrize(
    ("described", "known"),
    [
        (SCHEMA["properties"], {*keys.SETTINGS, *keys.FILE}),
        (DEFS["table"]["properties"], set(keys.TABLE)),
        (DEFS["ignoreRule"]["properties"], set(keys.IGNORE)),
        (DEFS["waiver"]["properties"], set(keys.WAIVE)),
        (DEFS["migrations"]["anyOf"][1]["properties"], set(keys.MIGRATIONS)),
        (
            DEFS["migrations"]["anyOf"][1]["properties"]["skip"]["items"]["properties"],
            set(keys.SKIP),
        ),
        (SCHEMA["properties"]["totals"]["properties"], set(keys.TOTALS)),
        (SCHEMA["properties"]["unexpected"]["properties"], set(keys.UNEXPECTED)),
    ],
)
def test_same_keys_as_the_loader(described: Mapping[str, object], known: set[str]) -> None:
    assert set(described) == known


@pytest.mark.parametrize("name", [name for name in DEFS if name.endswith("Alternative")])
def test_same_keys_of_an_entry_as_the_loader(name: str) -> None:
    kind = OBJECT_KINDS.get(name.removesuffix("Alternative"))
    more = {"enabled", *kind.parts} if kind and kind.switch else set(kind.parts if kind else ())
    more |= {"enabled"} if entry_kind(name) in keys.HELD_BY_TRIGGERS else set()
    aspects = {one.key for one in keys_of(entry_kind(name))}
    assert set(DEFS[name]["properties"]) == ({*keys.ENTRY} - {"enabled"}) | more | aspects


def entry_kind(name: str) -> str:
    """The kind of entry that a definition is of: `primary_key` of `primaryKeyAlternative`."""
    return re.sub("([A-Z])", r"_\1", name.removesuffix("Alternative")).lower()


def test_same_words_as_the_loader() -> None:
    aspects = SCHEMA["properties"]["aspects"]["anyOf"][1]["items"]["enum"]
    assert aspects == list(ASPECTS)
    assert DEFS["ignoreRule"]["properties"]["kind"]["enum"] == [
        *PLURALS,
        "constraint",
        "constraints",
        "partition",
    ]


def properties(node: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Give every property that the schema describes, at any depth."""
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for child in node.values():
            yield from properties(child)
    elif isinstance(node, list):
        for child in node:
            yield from properties(child)


def test_every_key_has_a_description_and_examples() -> None:
    found = [(name, node) for name, node in properties(SCHEMA) if isinstance(node, dict)]
    bare = {name for name, node in found if not {"description", "examples"} <= set(node)}
    assert len(found) > 150
    assert bare == set()


def test_no_object_lets_unknown_keys_pass() -> None:
    def open_objects(node: object) -> Iterator[object]:
        if isinstance(node, dict):
            if "properties" in node and node.get("additionalProperties") is not False:
                yield node
            for child in node.values():
                yield from open_objects(child)

    assert list(open_objects(SCHEMA)) == []
