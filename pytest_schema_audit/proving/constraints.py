"""Primary keys, uniques, foreign keys, checks and exclusions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from ..canonical import Form
from ..manifest.expectation import Expectation
from ..model import QualifiedName
from .change import NEW, Change, Red, identifier, literal, unexpected
from .constraint_edits import EDITS, KEYS, Edit
from .mutation import Mutation, with_entries
from .scene import Scene
from .trees import constraint_of, constraint_tree, written


def _head(entry: Expectation) -> str:
    return f"ALTER TABLE {identifier(entry.schema, entry.table)}"


def _red(kind: str, entry: Expectation, attribute: str = "", text: str = "") -> Red:
    return Red(kind, entry.schema, entry.table, entry.name, attribute, text)


def _constraints(scene: Scene, kind: str) -> Iterator[tuple[Expectation, Form]]:
    for entry, form in scene.forms(kind):
        if form.constraint and not form.constraint.clone:
            yield entry, form


def _edited(kind: str, edit: Edit, scene: Scene) -> Iterator[Change]:
    item = "index" if edit.index else kind
    for cascade in ("", " CASCADE"):
        for entry, form in _constraints(scene, kind):
            drop = f"{_head(entry)} DROP CONSTRAINT {identifier(entry.name)}{cascade}"
            tree = constraint_tree(entry, form)
            red = (_red(item, entry, edit.attribute),)
            # A primary key's columns are not null; a key without overlaps has another method.
            more = bool(cascade) or edit.attribute in {"columns", "without overlaps"}
            for _ in edit.vary(constraint_of(tree), entry, scene):
                yield Change((drop, written(tree)), red, cascades=more)


def _items(kind: str) -> tuple[str, ...]:
    return (kind, "index") if kind in KEYS else (kind,)


def _drop(kind: str, scene: Scene) -> Iterator[Change]:
    for entry, _ in _constraints(scene, kind):
        sql = f"{_head(entry)} DROP CONSTRAINT {identifier(entry.name)} CASCADE"
        red = tuple(_red(item, entry, text="is missing") for item in _items(kind))
        yield Change((sql,), red, cascades=True)


def _rename(kind: str, scene: Scene) -> Iterator[Change]:
    for entry, _ in _constraints(scene, kind):
        sql = f"{_head(entry)} RENAME CONSTRAINT {identifier(entry.name)} TO {NEW}"
        red = tuple(_red(item, entry, text="is missing") for item in _items(kind))
        came = unexpected(kind.replace("_", " "), entry.schema, entry.table)
        yield Change((sql,), (*red, came), cascades=True)


_ADDED: Final = {
    "primary_key": "PRIMARY KEY ({column})",
    "unique": "UNIQUE ({column})",
    "foreign_key": "FOREIGN KEY ({column}) REFERENCES {table} ({column}) NOT VALID",
    "check": "CHECK (true) NOT VALID",
    "exclusion": "EXCLUDE USING btree ({column} WITH =)",
}
"""Kind -> one that was not there."""


def _add(kind: str, scene: Scene) -> Iterator[Change]:
    for table in scene.tables():
        relation = identifier(table.schema, table.name)
        for column in scene.of_table(table):
            text = _ADDED[kind].format(column=identifier(column), table=relation)
            sql = f"ALTER TABLE {relation} ADD CONSTRAINT {NEW} {text}"
            came = unexpected(kind.replace("_", " "), table.schema, table.name)
            # A primary key makes its columns not null.
            yield Change((sql,), (came,), cascades=True)


def _invalid(kind: str, scene: Scene) -> Iterator[Change]:
    for entry, _ in _constraints(scene, kind):
        if scene.is_partitioned(entry.relation):
            continue  # is invalid where a partition lacks it, which is another finding
        name = literal(identifier(entry.schema, entry.name))
        sql = (
            "UPDATE pg_catalog.pg_index SET indisvalid = false "
            f"WHERE indexrelid = {name}::pg_catalog.regclass"
        )
        yield Change((sql,), (_red("index", entry, "valid"),))


def _bare(kind: str, scene: Scene) -> Iterator[Change]:
    """Keep the index alone, without the constraint that owned it."""
    for entry, form in _constraints(scene, kind):
        if kind != "unique" or not form.index:
            continue
        sql = (
            f"{_head(entry)} DROP CONSTRAINT {identifier(entry.name)} CASCADE",
            f"CREATE UNIQUE INDEX {identifier(entry.name)} "
            f"ON {identifier(entry.schema, entry.table)} USING {form.index.definition}",
        )
        yield Change(sql, (_red(kind, entry, "constraint"),), cascades=True)


def _period(kind: str, scene: Scene) -> Iterator[Change]:
    """Refer to a key as a whole, which has to be there before the one without overlaps."""
    for entry, form in _constraints(scene, kind):
        tree = constraint_tree(entry, form)
        node = constraint_of(tree)
        if node.fk_with_period:
            node.fk_with_period = node.pk_with_period = False
            target = (node.pktable.schemaname or "public", node.pktable.relname)
            columns = ", ".join(identifier(name.sval) for name in node.pk_attrs)
            head = f"ALTER TABLE {identifier(*target)}"
            key = f"{head} ADD CONSTRAINT {NEW} UNIQUE ({columns})"
            # The older one of two keys that would do is taken.
            others = tuple(_temporal(scene, target))
            gone = (f"{head} DROP CONSTRAINT {name} CASCADE" for name, _ in others)
            again = (f"{head} ADD CONSTRAINT {name} {text}" for name, text in others)
            red = (_red(kind, entry, "period"),)
            yield Change((*gone, key, *again, written(tree)), red, cascades=True)


def _temporal(scene: Scene, table: QualifiedName) -> Iterator[tuple[str, str]]:
    for one in scene.snapshot.constraints.get(table, {}).values():
        if "WITHOUT OVERLAPS" in one.definition:
            yield identifier(one.name), one.definition


def _mutations(kind: str) -> Iterator[Mutation]:
    noun = kind.replace("_", " ")
    lacking = f"no {noun} constraint is described that could be changed so"
    plain: dict[str, Callable[[str, Scene], Iterable[Change]]] = {
        "drop": _drop,
        "add": _add,
        "rename": _rename,
        **({"index_validity": _invalid} if kind in KEYS else {}),
        **({"constraint": _bare} if kind == "unique" else {}),
        **({"period": _period} if kind == "foreign_key" else {}),
    }
    for name, changes in plain.items():
        since = 18 if name == "period" else 0
        yield Mutation(f"{kind}.{name}", with_entries(kind), partial(changes, kind), lacking, since)
    for name, edits in EDITS.items():
        for edit in edits:
            if kind in edit.kinds:
                changed = partial(_edited, kind, edit)
                yield Mutation(f"{kind}.{name}", with_entries(kind), changed, lacking, edit.since)


CONSTRAINTS: Final = tuple(
    mutation
    for kind in ("primary_key", "unique", "foreign_key", "check", "exclusion")
    for mutation in _mutations(kind)
)
"""What can happen to a constraint."""
