"""Bring expectations and catalog together: a verdict for every item that an entry of SQL makes.

Equal texts are equal. Where they differ, equal parse trees are; and where those differ too, both
sides go through the server, the expected one and then both again until neither changes, because
what PostgreSQL prints is not yet what it prints of what it printed.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from psycopg import Connection

from .canonical import MOST_ROUNDS, Definition, Form, Refused, printed, realise
from .checks import column as columns
from .checks import index as indexes
from .manifest.expectation import Expectation, Names, Text
from .manifest.fragments import FragmentError, FragmentKind, parse, resolve_type_words
from .model import QualifiedName, Snapshot
from .notation import column_text
from .spelling import quote, serial_column

_NOT_NULL = '"contype":"CONSTR_NOTNULL"'
"""How the parser's JSON says NOT NULL; inside a string the quotes would be escaped."""

Content: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry of SQL and the object of its name.

    :ivar entry: what the manifest says.
    :ivar found: the actual column, or constraint with its index, or index.
    :ivar in_primary_key: whether the column is one of a primary key the manifest expects, which
        makes it not null without saying so.
    """

    entry: Expectation
    found: Form
    in_primary_key: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """A pair after comparing.

    :ivar expected: the entry as PostgreSQL's form, or why PostgreSQL refuses it.
    :ivar same: whether both sides mean the same.
    :ivar undecided: why it cannot be told: PostgreSQL refuses what was found as well, because the
        private database lacks something that it needs; empty where it can.
    """

    expected: Form | Refused
    same: bool
    undecided: str = ""


Private: TypeAlias = Callable[[], AbstractContextManager[Connection[Any]]]
"""Opens a connection outside any transaction, on a private database with the snapshot's types."""


def settle(private: Private, snapshot: Snapshot, pairs: Sequence[Pair]) -> dict[int, Settled]:
    """Decide for each pair whether both sides mean the same.

    :param private: opened only when texts and parse trees do not decide everything.
    :param pairs: what to compare; the result is by their position.
    """
    settled: dict[int, Settled] = {}
    expected: dict[int, Definition] = {}
    for number, pair in enumerate(pairs):
        definition = None if _is_printed(pair) else expected_definition(snapshot, pair)
        if definition is None or _alike(pair, definition):
            settled[number] = Settled(_sound(pair.found), same=_is_sound(pair.found))
        else:
            expected[number] = definition
    if not expected:
        return settled
    with private() as conn:
        return settled | _settle_on_server(conn, snapshot, pairs, expected)


def _settle_on_server(
    conn: Connection[Any],
    snapshot: Snapshot,
    pairs: Sequence[Pair],
    expected: Mapping[int, Definition],
) -> dict[int, Settled]:
    settled: dict[int, Settled] = {}
    forms = realise(conn, snapshot, expected.values())
    open_: dict[int, tuple[Form, Form]] = {}
    for number, definition in expected.items():
        form = forms[definition]
        if isinstance(form, Refused):
            settled[number] = Settled(form, same=False)
        elif content(form) == content(pairs[number].found):
            settled[number] = Settled(form, same=True)
        elif _owned(pairs[number]):
            settled[number] = Settled(form, same=False)
        else:
            open_[number] = (form, pairs[number].found)
    settled |= _undecided(conn, snapshot, pairs, settled)
    for _ in range(MOST_ROUNDS):
        if not open_:
            break
        settled, open_ = _another_round(conn, snapshot, pairs, settled, open_)
    return settled | {n: Settled(ours, same=False) for n, (ours, _) in open_.items()}


def _undecided(
    conn: Connection[Any],
    snapshot: Snapshot,
    pairs: Sequence[Pair],
    settled: Mapping[int, Settled],
) -> dict[int, Settled]:
    """Tell a refusal of the text from one for want of something on the private database."""
    found = {
        number: _printed(pairs[number].entry, pairs[number].found)
        for number, result in settled.items()
        if isinstance(result.expected, Refused)
    }
    forms = realise(conn, snapshot, found.values())
    return {
        number: replace(settled[number], undecided=form.reason)
        for number, definition in found.items()
        if isinstance(form := forms[definition], Refused)
    }


def _another_round(
    conn: Connection[Any],
    snapshot: Snapshot,
    pairs: Sequence[Pair],
    settled: dict[int, Settled],
    open_: Mapping[int, tuple[Form, Form]],
) -> tuple[dict[int, Settled], dict[int, tuple[Form, Form]]]:
    """Make both sides of what is still open once more from what PostgreSQL printed."""
    wanted = {
        number: tuple(_printed(pairs[number].entry, form) for form in forms)
        for number, forms in open_.items()
    }
    made = realise(conn, snapshot, [d for definitions in wanted.values() for d in definitions])
    left: dict[int, tuple[Form, Form]] = {}
    for number, (ours, theirs) in open_.items():
        new_ours, new_theirs = (made[definition] for definition in wanted[number])
        if isinstance(new_ours, Refused) or isinstance(new_theirs, Refused):
            settled[number] = Settled(ours, same=False)
        elif content(new_ours) == content(new_theirs):
            sound = _is_sound(pairs[number].found)
            settled[number] = Settled(_sound(pairs[number].found), same=sound)
        elif content(new_ours) == content(ours) and content(new_theirs) == content(theirs):
            settled[number] = Settled(ours, same=False)
        else:
            left[number] = (new_ours, new_theirs)
    return settled, left


def content(form: Form) -> Content:
    """Return what makes two forms the same object wherever they are."""
    parts: list[object] = []
    if form.column:
        parts.append(columns.content(form.column))
    if form.constraint:
        parts.append((form.constraint.type, form.constraint.definition))
    if form.index:
        parts.append(indexes.content(form.index))
    return tuple(parts)


def _sound(form: Form) -> Form:
    """The found form as it ought to be: an index that is valid."""
    if form.index is None or form.index.valid:
        return form
    return replace(form, index=replace(form.index, valid=True))


def _is_sound(form: Form) -> bool:
    return form.index is None or form.index.valid


def expected_definition(snapshot: Snapshot, pair: Pair) -> Definition:
    """Write an entry as something PostgreSQL can make on a copy of the table."""
    entry, found = pair.entry, pair.found
    table = (entry.schema, entry.table)
    if entry.kind == "column" and found.column:
        text = resolve_type_words(_sql(entry), type_words(snapshot, entry.schema))
        text = serial_column(text, found.column.serial)
        if pair.in_primary_key and _NOT_NULL not in parse("column", text):
            text += " not null"
        return Definition("column", table, entry.name, text)
    if entry.kind == "index":
        return Definition("index", table, entry.name, _sql(entry))
    if entry.kind == "unique" and _wants_bare_index(entry, found):
        return Definition("unique index", table, entry.name, _key_sql(entry, "btree"))
    words = {"primary_key": "PRIMARY KEY", "unique": "UNIQUE"}
    return Definition("constraint", table, entry.name, _key_sql(entry, words.get(entry.kind, "")))


def _wants_bare_index(entry: Expectation, found: Form) -> bool:
    """``[a, b]`` is either of the two; a text says which by its first word."""
    if isinstance(entry.value, Names):
        return found.constraint is None
    return not _sql(entry).lstrip().upper().startswith("UNIQUE")


def _key_sql(entry: Expectation, word: str) -> str:
    if isinstance(entry.value, Names):
        return f"{word} ({', '.join(map(quote, entry.value.names))})"
    return _sql(entry)


def _sql(entry: Expectation) -> str:
    return entry.value.sql if isinstance(entry.value, Text) else ""


@dataclass(frozen=True, slots=True)
class TypeWords:
    """The words that a column's definition may begin with to name a type, in exact spelling.

    :ivar types: schema and name of every type.
    :ivar schema: the schema of the column's table, whose types need no schema.
    """

    types: Container[QualifiedName]
    schema: str

    def __contains__(self, word: object) -> bool:
        """Say whether a word is a type's name, or a schema and a type's name with a dot."""
        schema, _, name = str(word).rpartition(".")
        if schema:
            return (schema, name) in self.types
        return ("public", name) in self.types or (self.schema, name) in self.types


def type_words(snapshot: Snapshot, schema: str) -> TypeWords:
    """Name the types that a bare first word of a column may mean, in exact spelling."""
    return TypeWords(snapshot.types, schema)


def _is_printed(pair: Pair) -> bool:
    """Say whether a column or index is written as PostgreSQL prints it: most of them are."""
    entry, found = pair.entry, pair.found
    if entry.kind == "column" and found.column:
        # Of a primary key it is not null without saying so.
        return not pair.in_primary_key and _sql(entry) == column_text(found.column)
    if entry.kind == "index" and found.index and not found.index.unique and not _owned(pair):
        return _sql(entry) == found.index.definition
    return False


def _alike(pair: Pair, expected: Definition) -> bool:
    """Say whether both sides are one text or one parse tree, which needs no server."""
    found = _printed(pair.entry, pair.found)
    if expected.kind != found.kind or _owned(pair):
        return False
    if expected.sql == found.sql:
        return True
    kind = _fragment_kind(pair.entry, expected)
    try:
        return parse(kind, expected.sql) == parse(kind, found.sql)
    except FragmentError:
        return False


def _owned(pair: Pair) -> bool:
    """Say whether a mere index is expected and a constraint's is found: no text shows that."""
    return pair.entry.kind == "index" and bool(pair.found.index and pair.found.index.constraint)


def _fragment_kind(entry: Expectation, definition: Definition) -> FragmentKind:
    if definition.kind == "constraint":
        return entry.kind
    return "unique_index" if definition.kind == "unique index" else definition.kind


def _printed(entry: Expectation, form: Form) -> Definition:
    return printed((entry.schema, entry.table), entry.name, form)
