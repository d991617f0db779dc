"""Indexes: bare ones, and those whose entry says that they are unique."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias

from pglast.enums import SortByDir, SortByNulls

from ..canonical import Form
from ..manifest.expectation import Expectation, Names
from ..model import Column
from .change import NEW, Change, Red, identifier, literal, unexpected
from .mutation import Mutation, with_entries
from .scene import Scene
from .trees import expression, index_tree, key, key_names, names, options, written

Columns: TypeAlias = Mapping[str, Column]
Vary: TypeAlias = Callable[[Any, Columns], Iterator[None]]
"""Changes a tree, in one way after the other; what it yields counts for nothing."""

_CLASSES = {
    "text": "text_pattern_ops",
    "character varying": "varchar_pattern_ops",
    "character": "bpchar_pattern_ops",
    "jsonb": "jsonb_path_ops",
}
"""Type -> an operator class that is not its default."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """A change of an index's definition.

    :ivar attribute: what the finding is about.
    :ivar vary: makes it.
    :ivar guarantee: whether it is about what a unique index guarantees, not how it works.
    """

    attribute: str
    vary: Vary
    guarantee: bool = False
    since: int = 0


def _predicate(tree: Any, columns: Columns) -> Iterator[None]:
    there = tree.whereClause
    for column in columns.values():
        tree.whereClause = None if there else expression(f"{identifier(column.name)} IS NOT NULL")
        yield


def _columns(tree: Any, columns: Columns) -> Iterator[None]:
    there = tree.indexParams
    used = set(key_names((*there, *(tree.indexIncludingParams or ()))))
    for name in (name for name in columns if name not in used):
        tree.indexParams = (*there, key(name))
        yield


def _include(tree: Any, columns: Columns) -> Iterator[None]:
    there = tree.indexIncludingParams or ()
    used = set(key_names((*tree.indexParams, *there)))
    for name in (name for name in columns if name not in used):
        tree.indexIncludingParams = (*there, key(name))
        yield


def _unique(tree: Any, columns: Columns) -> Iterator[None]:
    tree.unique = not tree.unique
    yield


def _nulls_not_distinct(tree: Any, columns: Columns) -> Iterator[None]:
    tree.nulls_not_distinct = not tree.nulls_not_distinct
    yield


def _direction(tree: Any, columns: Columns) -> Iterator[None]:
    for element in tree.indexParams:
        down = element.ordering == SortByDir.SORTBY_DESC
        element.ordering = SortByDir.SORTBY_ASC if down else SortByDir.SORTBY_DESC
        # The place of nulls follows the direction: said, so that it stays.
        first = element.nulls_ordering == SortByNulls.SORTBY_NULLS_FIRST or (
            down and element.nulls_ordering == SortByNulls.SORTBY_NULLS_DEFAULT
        )
        word = SortByNulls.SORTBY_NULLS_FIRST if first else SortByNulls.SORTBY_NULLS_LAST
        element.nulls_ordering = word
        yield


def _nulls(tree: Any, columns: Columns) -> Iterator[None]:
    for element in tree.indexParams:
        down = element.ordering == SortByDir.SORTBY_DESC
        usual = SortByNulls.SORTBY_NULLS_LAST if down else SortByNulls.SORTBY_NULLS_FIRST
        said = element.nulls_ordering != SortByNulls.SORTBY_NULLS_DEFAULT
        element.nulls_ordering = SortByNulls.SORTBY_NULLS_DEFAULT if said else usual
        yield


def _opclass(tree: Any, columns: Columns) -> Iterator[None]:
    for element in tree.indexParams:
        column = columns.get(element.name or "")
        other = _CLASSES.get(column.type.partition("(")[0]) if column else None
        if element.opclass or other:
            element.opclass = None if element.opclass else names(other or "")
            yield


def _collation(tree: Any, columns: Columns) -> Iterator[None]:
    for element in tree.indexParams:
        column = columns.get(element.name or "")
        if element.collation or (column and column.type.startswith(("text", "character"))):
            element.collation = None if element.collation else names("C")
            yield


def _method(tree: Any, columns: Columns) -> Iterator[None]:
    there = tree.accessMethod
    for method in ("hash", "btree", "brin", "spgist"):
        if method != there:
            tree.accessMethod = method
            yield


def _parameters(tree: Any, columns: Columns) -> Iterator[None]:
    there = tree.options
    for text in ("fillfactor = 55", "fastupdate = off", "pages_per_range = 55"):
        tree.options = None if there else options(text)
        yield


_EDITS: Final = {
    "columns": _Edit("columns", _columns, guarantee=True),
    "include": _Edit("include", _include, guarantee=True),
    "predicate": _Edit("predicate", _predicate, guarantee=True),
    "unique": _Edit("unique", _unique, guarantee=True),
    "nulls_not_distinct": _Edit(
        "nulls not distinct", _nulls_not_distinct, guarantee=True, since=15
    ),
    "direction": _Edit("direction", _direction),
    "nulls": _Edit("nulls", _nulls),
    "opclass": _Edit("opclass", _opclass),
    "collation": _Edit("collation", _collation),
    "method": _Edit("method", _method),
    "storage_parameter": _Edit("options", _parameters),
}
"""Attribute -> the change of it."""


def _bare(scene: Scene, kind: str) -> Iterator[tuple[Expectation, Form]]:
    for entry, form in scene.forms(kind):
        if form.index and not form.index.constraint and not form.index.clone:
            yield entry, form


def _red(kind: str, entry: Expectation, attribute: str = "", text: str = "") -> Red:
    return Red(kind, entry.schema, entry.table, entry.name, attribute, text)


def _dropped(entry: Expectation) -> str:
    return f"DROP INDEX {identifier(entry.schema, entry.name)}"


def _is_named(scene: Scene, entry: Expectation) -> bool:
    """Say whether a table names an index as its identity or order, which one made again is not."""
    values = scene.snapshot.aspects.get(("table", entry.schema, "", entry.table), {})
    by_name = {f"using index {entry.name}", entry.name}
    named = (values[key].actual for key in ("replica identity", "cluster on") if key in values)
    return any(one in by_name for one in named)


def _edited(kind: str, edit: _Edit, scene: Scene) -> Iterator[Change]:
    item = kind if edit.guarantee else "index"
    for entry, form in _bare(scene, kind):
        if _is_named(scene, entry):
            continue
        tree = index_tree(entry, form)
        columns = scene.snapshot.columns.get((entry.schema, entry.table), {})
        for _ in edit.vary(tree, columns):
            sql = (_dropped(entry), written(tree))
            # A unique index more or less is one unique more or less.
            more = edit.attribute == "unique"
            yield Change(sql, (_red(item, entry, edit.attribute),), cascades=more)


def _whole(kind: str, entry: Expectation) -> tuple[Red, ...]:
    """Return every item of an index that is gone: a unique one has two."""
    both = dict.fromkeys((kind, "index"))
    return tuple(_red(item, entry, text="is missing") for item in both)


def _drop(kind: str, scene: Scene) -> Iterator[Change]:
    for entry, _ in _bare(scene, kind):
        yield Change((_dropped(entry),), _whole(kind, entry), cascades=True)


def _rename(kind: str, scene: Scene) -> Iterator[Change]:
    for entry, _ in _bare(scene, kind):
        sql = f"ALTER INDEX {identifier(entry.schema, entry.name)} RENAME TO {NEW}"
        came = unexpected("index", entry.schema, entry.table)
        yield Change((sql,), (*_whole(kind, entry), came), cascades=True)


def _add(kind: str, scene: Scene) -> Iterator[Change]:
    unique = "UNIQUE " if kind == "unique" else ""
    for table in scene.tables():
        for column in scene.of_table(table):
            relation = identifier(table.schema, table.name)
            sql = f"CREATE {unique}INDEX {NEW} ON {relation} ({identifier(column)})"
            came = unexpected("index", table.schema, table.name)
            yield Change((sql,), (came,), cascades=True)


def _invalid(kind: str, scene: Scene) -> Iterator[Change]:
    for entry, _ in _bare(scene, kind):
        if scene.is_partitioned(entry.relation):
            continue  # is invalid where a partition lacks it, which is another finding
        name = literal(identifier(entry.schema, entry.name))
        sql = (
            "UPDATE pg_catalog.pg_index SET indisvalid = false "
            f"WHERE indexrelid = {name}::pg_catalog.regclass"
        )
        yield Change((sql,), (_red("index", entry, "valid"),))


def _constraint(kind: str, scene: Scene) -> Iterator[Change]:
    for entry, form in _bare(scene, kind):
        tree = index_tree(entry, form)
        tree.unique = True
        if isinstance(entry.value, Names):
            continue  # a list of columns leaves open whether it is a constraint
        name = identifier(entry.name)
        owned = (
            f"ALTER TABLE {identifier(entry.schema, entry.table)} "
            f"ADD CONSTRAINT {name} UNIQUE USING INDEX {name}"
        )
        red = (_red(kind, entry, "constraint"),)
        again = () if form.index and form.index.unique else (_dropped(entry), written(tree))
        yield Change((*again, owned), red, cascades=True)


def _mutations(kind: str) -> Iterator[Mutation]:
    lacking = f"no {kind.replace(' ', '_')} entry whose bare index could be changed so"
    plain: dict[str, Callable[[str, Scene], Iterable[Change]]] = {
        "drop": _drop,
        "add": _add,
        "rename": _rename,
        "validity": _invalid,
        "constraint": _constraint,
    }
    space = "index" if kind == "index" else "unique_index"
    for name, changes in plain.items():
        yield Mutation(f"{space}.{name}", with_entries(kind), partial(changes, kind), lacking)
    for name, edit in _EDITS.items():
        if (kind, name) == ("unique", "method"):
            continue  # only a btree index can be unique
        changed = partial(_edited, kind, edit)
        yield Mutation(f"{space}.{name}", with_entries(kind), changed, lacking, edit.since)


INDEXES: Final = tuple(mutation for kind in ("index", "unique") for mutation in _mutations(kind))
"""What can happen to an index that no constraint owns."""
