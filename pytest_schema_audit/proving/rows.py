"""How the rows of a kind's attributes become kinds of drift."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from pglast import parse_sql

from .change import Change, identifier, literal
from .mutation import Mutation, with_entries
from .objects import made_again, named, red, tree_of
from .scene import Scene
from .trees import written

Vary: TypeAlias = Callable[[Any], Iterator[None]]
"""Changes a tree, in one way after the other; what it yields counts for nothing."""


@dataclass(frozen=True, slots=True)
class Altered:
    """Statements that change an object where it stands.

    :ivar kind: the kind of entry.
    :ivar name: of the kind of drift.
    :ivar attribute: what the finding is about; empty where it has no name.
    :ivar forms: tried in their order; ``{name}`` is the object as ``ALTER`` wants it, ``{text}``
        the same as a string, ``{plain}`` its name alone as a string, ``{other}`` any table.
    :ivar since: the first major of PostgreSQL that knows it.
    :ivar only: stands in the definition of every object that has what is changed.
    """

    kind: str
    name: str
    attribute: str
    forms: tuple[str, ...]
    since: int = 0
    only: str = ""

    def changes(self, scene: Scene) -> Iterator[Change]:
        """List the changes of every object of the kind."""
        for one in scene.objects(self.kind):
            if self.only not in one.definition:
                continue
            words = {"name": named(one), "text": literal(named(one)), "plain": literal(one.name)}
            for form in self.forms:
                for other in _others(scene) if "{other}" in form else [""]:
                    sql = form.format(**words, other=other)
                    yield Change((sql,), (red(one, self.attribute),), cascades=True)


@dataclass(frozen=True, slots=True)
class Set:
    """An option that gets a value which it does not have.

    :ivar form: the statement; ``{name}`` is the object as ``ALTER`` wants it, ``{value}`` a value.
    :ivar values: as definitions show them, tried in their order.
    """

    kind: str
    name: str
    form: str
    values: tuple[str, ...]
    since: int = 0

    def changes(self, scene: Scene) -> Iterator[Change]:
        """List the changes of every object of the kind."""
        for one in scene.objects(self.kind):
            for value in self.values:
                if f"{self.name} = {value}" not in one.definition:
                    sql = self.form.format(name=named(one), value=value)
                    yield Change((sql,), (red(one, self.name),), cascades=True)


def _others(scene: Scene) -> Iterator[str]:
    return (identifier(table.schema, table.name) for table in scene.tables())


@dataclass(frozen=True, slots=True)
class Edited:
    """A change of the statement that makes an object, with which it is made again."""

    kind: str
    name: str
    attribute: str
    vary: Vary
    since: int = 0

    def changes(self, scene: Scene) -> Iterator[Change]:
        """List the changes of every object of the kind."""
        for one in scene.objects(self.kind):
            tree = tree_of(one)
            for _ in self.vary(tree):
                yield made_again(one, written(tree), self.attribute)


Row: TypeAlias = Altered | Set | Edited

_LISTS = ("definition", "params", "options")
"""Where the trees of statements hold options."""


def sampled(kind: str, name: str, attribute: str, fields: str, *samples: str) -> Edited:
    """Take some fields of the tree from another statement of the kind.

    :param fields: names of fields, separated by blanks.
    :param samples: statements whose fields are taken, one after the other, where they differ.
    """
    parts = fields.split()

    def vary(tree: Any) -> Iterator[None]:
        there = [getattr(tree, part) for part in parts]
        for sample in samples:
            other: Any = parse_sql(sample)[0].stmt
            taken = [getattr(other, part) for part in parts]
            if taken != there:
                for part, value in zip(parts, taken, strict=True):
                    setattr(tree, part, value)
                yield

    return Edited(kind, name, attribute, vary)


def option(kind: str, name: str, *texts: str) -> Edited:
    """Give an option in parentheses another value.

    :param texts: the option as it would be written; none takes it away.
    """

    def vary(tree: Any) -> Iterator[None]:
        holder = _holder(tree)
        there = getattr(tree, holder) or ()
        if not texts and any(one.defname == name for one in there):
            setattr(tree, holder, tuple(one for one in there if one.defname != name))
            yield
        for parsed in map(_options, texts):
            given = {one.defname for one in parsed}
            if any(one.defname == name and one not in there for one in parsed):
                others = (one for one in there if one.defname not in given)
                setattr(tree, holder, (*others, *parsed))
                yield

    return Edited(kind, name, name.replace("_", " "), vary)


def _options(text: str) -> tuple[Any, ...]:
    statement: Any = parse_sql(f"CREATE AGGREGATE a (integer) ({text})")[0].stmt
    return tuple(statement.definition)


def _holder(tree: Any) -> str:
    return next((name for name in _LISTS if hasattr(tree, name)), "")


def any_option(tree: Any) -> Iterator[None]:
    """Leave out one option after the other: any of them is a part of the definition."""
    holder = _holder(tree)
    there = (getattr(tree, holder) if holder else ()) or ()
    for left_out in there:
        setattr(tree, holder, tuple(one for one in there if one is not left_out))
        yield


def mutation(row: Row) -> Mutation:
    """Return the kind of drift that a row is."""
    lacking = f"no {row.kind.replace('_', ' ')} is described that could be changed so"
    name = f"{row.kind}.{row.name}"
    return Mutation(name, with_entries(row.kind), partial(_changes, row), lacking, row.since)


def _changes(row: Row, scene: Scene) -> Iterator[Change]:
    return row.changes(scene)


def catalog(kind: str, name: str, attribute: str, table: str, change: str, key: str) -> Altered:
    """Change a row of a catalog itself, where no statement would.

    :param table: the catalog.
    :param change: what follows ``SET``.
    :param key: the column that the object's own name or, with a cast to it, its oid is in.
    """
    column, _, cast = key.partition("::")
    value = f"{{text}}::pg_catalog.{cast}" if cast else "{plain}"
    sql = f"UPDATE pg_catalog.{table} SET {change} WHERE {column} = {value}"
    return Altered(kind, name, attribute, (sql,))
