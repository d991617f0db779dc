"""The entries of objects that are described by their own CREATE statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from .defaults import FORM, parsed_defaults
from .expectation import Expectation, Kind, Text
from .fragments import FragmentKind
from .names import qualified_name
from .nodes import Entry, Mapping, Node, Scalar, Sequence
from .object_kinds import ObjectKind
from .quoting import scalar
from .reading import Reading
from .routine_names import printed_arguments
from .secrecy import refuse_secrets
from .tables import read_section
from .values import Form, forms, place, sql
from .words import resolve_type_words
from .wrappers import a_noun

_OWN: Final = r'(?:(?P<schema>"(?:[^"]|"")+"|[^".(]+)\.)?(?P<name>(?:"(?:[^"]|"")+"|[^".(]+)'
_HEADS: Final = {
    "overloaded": re.compile(_OWN + r"\((?P<arguments>.*)\))\Z", re.DOTALL),
    "method": re.compile(_OWN + r"\sUSING\s\S+)\Z", re.DOTALL),
}
"""Names that have more in them: schema, and the name with its arguments or its access method."""

_FORMS: Final = {
    "overloaded": "the name with the types of its arguments: name(integer, text)",
    "method": "the name with its access method: name USING btree",
}
_ROUTINES: Final = {"function", "procedure", "aggregate"}


def read_objects(reading: Reading, node: Node, kind: ObjectKind) -> Iterator[Expectation]:
    """Read the entries of one kind.

    :param reading: the file; takes the mistakes.
    :param node: the value of the kind's key.
    :param kind: the kind.
    """
    if kind.kind == "schema" and isinstance(node, Sequence):
        return  # a setting: the schemas that the suite is limited to
    either = "[public, billing], the schemas to audit, or " if kind.kind == "schema" else ""
    mapping = reading.mapping(node, f"{either}{kind.plural}, as NAME: {kind.form}")
    for entry in mapping.entries if mapping else ():
        name = object_key(reading, entry.key, kind)
        if name is not None:
            yield from _entry(reading, entry, kind, name)


def object_key(reading: Reading, key: Scalar, kind: ObjectKind) -> tuple[str, str] | None:
    """Return the schema and the name that a key gives to an object.

    :param reading: the file; takes the mistakes.
    :param key: the key.
    :param kind: the kind, which decides how its objects are named.
    """
    if kind.naming == "schema":
        return qualified_name(reading, key)
    if kind.naming == "database":
        return "", key.text
    if kind.naming == "defaults":
        named = parsed_defaults(key.text)
        if named is None:
            message = f"`{key.text}` is no name of default privileges"
            reading.mistake(key, message, expected=FORM)
        return named
    match = _HEADS[kind.naming].match(key.text)
    if match is None:
        message = f"`{key.text}` is no name of {kind.wrapper.a_noun}"
        reading.mistake(key, message, expected=_FORMS[kind.naming])
        return None
    if kind.kind in _ROUTINES and not _as_printed(reading, key, kind, match):
        return None
    schema = match["schema"] or ""
    if schema.startswith('"'):
        schema = schema[1:-1].replace('""', '"')
    return schema or reading.schema, match["name"]


def _as_printed(reading: Reading, key: Scalar, kind: ObjectKind, name: re.Match[str]) -> bool:
    """Note arguments in a name that the catalog spells otherwise, or that it does not hold."""
    words = name["arguments"].split(",")
    resolved = ",".join(resolve_type_words(word, reading.types) for word in words)
    printed = printed_arguments(kind.kind, resolved)
    if printed == name["arguments"]:
        return True
    own = key.text[: name.start("arguments") - 1]
    reading.mistake(
        key,
        f"the name `{key.text}`, which PostgreSQL spells otherwise",
        expected="the types of the arguments alone, as PostgreSQL prints them",
        write=scalar(f"{own}({printed})") + ":",
    )
    return False


def _entry(
    reading: Reading, entry: Entry, kind: ObjectKind, name: tuple[str, str]
) -> Iterator[Expectation]:
    for form in forms(reading, entry.value, kind.kind, blank=kind.blank):
        text: Text | None = Text("")
        if form.value is not (form.item or entry.value) or not isinstance(form.value, Mapping):
            text = sql(reading, form.value, cast(FragmentKind, kind.kind), kind.form)
        if kind.kind == "schema" and text is not None and text.sql:
            message = "a definition of a schema, which has none"
            reading.mistake(form.value, message, expected=kind.form)
        elif text is not None:
            made = _expectation(reading, entry, kind, name, form, text)
            refuse_secrets(reading, made.kind, text.sql, made.place)
            yield made
        for key, section in form.found.items():
            if key in kind.parts:
                if key == "columns":
                    _refuse_grants(reading, section, kind)
                yield from read_section(reading, section, name, form.condition)


def _refuse_grants(reading: Reading, columns: Entry, kind: ObjectKind) -> None:
    """Privileges on columns of what is no table stand with the relation's own."""
    entries = columns.value.entries if isinstance(columns.value, Mapping) else ()
    for entry in entries:
        forms = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
        keys = [one.key for form in forms if isinstance(form, Mapping) for one in form.entries]
        for key in keys:
            if key.text == "grants":
                noun = a_noun(kind.noun)
                reading.mistake(
                    key,
                    f"`grants:` in a column of {noun}",
                    expected=f"them in the `grants:` of {noun} itself, with the column",
                    write=f"grants: {{reporting: SELECT ({entry.key.text})}}",
                )


def _expectation(
    reading: Reading,
    entry: Entry,
    kind: ObjectKind,
    name: tuple[str, str],
    form: Form,
    text: Text,
) -> Expectation:
    where = place(reading, entry, form)
    own = cast(Kind, kind.kind)
    return Expectation(
        own,
        name[0],
        "",
        name[1],
        text,
        where,
        form.condition,
        form.comment,
        form.enabled,
        form.aspects,
    )
