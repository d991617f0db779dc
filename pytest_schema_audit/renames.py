"""Find what was renamed: entries whose definition now exists under another, undescribed name.

A rename is one to one. Where several objects could be what is missing, or several entries could be
what is new, nothing says which is which, and they stay a removal and an addition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property

from .canonical import Form
from .checks.objects import Found
from .comparison import Pair, Private, settle
from .evidence import Evidence, find, find_object
from .manifest.expectation import Expectation, Names, Text
from .manifest.object_kinds import OBJECT_KINDS, holds_parts
from .model import QualifiedName
from .notation import sequence_text
from .object_comparison import alike, entry_sql
from .outline import TABLE_UNEXPECTED
from .remade import Statement

_OUTSIDE = {"table", "enum", "sequence"}
_PARTS = {"column", "primary_key", "unique", "foreign_key", "check", "exclusion", "index"}

_HOLDERS = tuple(kind for kind in ("table", *OBJECT_KINDS) if holds_parts(kind))
"""Kinds of relation whose entries hold those of what belongs to them."""

_SPACES = {
    **{kind.noun: kind.noun for kind in OBJECT_KINDS.values()},
    **{kind: kind for kind in ("table", "enum", "sequence", "column")},
    **dict.fromkeys(("index", "unique", "primary key", "exclusion"), "relation"),
    **dict.fromkeys(("foreign key", "check"), "constraint"),
}
"""Kind -> the name space of its objects; the index behind a key is one of all relations."""


@dataclass(frozen=True)
class Renames:
    """What was renamed.

    :ivar names: entry -> the new name of its object; parts of renamed tables among them.
    :ivar changed: parts of renamed tables that have their name still and are different now.
    """

    names: Mapping[Expectation, str]
    changed: frozenset[Expectation] = frozenset()

    def entry_of(self, found: Found) -> Expectation | None:
        """Return the entry whose object has this name now."""
        space = _SPACES.get(found.kind, "")
        return self._by_found.get((space, found.schema, found.table, found.name))

    def table_of(self, table: QualifiedName) -> QualifiedName:
        """Return the name that a table has in the manifest."""
        spaces = (_SPACES[kind.replace("_", " ")] for kind in _HOLDERS)
        found = (self._by_found.get((space, table[0], "", table[1])) for space in spaces)
        entry = next(filter(None, found), None)
        return entry.relation if entry is not None else table

    @cached_property
    def _by_found(self) -> dict[tuple[str, str, str, str], Expectation]:
        tables = {e.relation: name for e, name in self.names.items() if e.kind in _HOLDERS}
        return {
            (
                _SPACES[entry.kind.replace("_", " ")],
                entry.schema,
                ""
                if entry.kind in _OUTSIDE or not entry.table
                else tables.get((entry.schema, entry.table), entry.table),
                name,
            ): entry
            for entry, name in self.names.items()
        }


def renames(evidence: Evidence, private: Private) -> Renames:
    """Find what was renamed.

    :param evidence: the manifest's and the catalog's side.
    :param private: opens the private database, where texts alone do not decide.
    """
    search = _Search(evidence, private)
    found = search.outside() | search.objects() | search.tables()
    tables = {e.relation: name for e, name in found.items() if e.kind in _HOLDERS}
    parts = search.parts(tables)
    return Renames({**found, **parts}, frozenset(search.changed(tables)))


@dataclass(frozen=True)
class _Search:
    evidence: Evidence
    private: Private

    def outside(self) -> dict[Expectation, str]:
        """Match enums and sequences: their whole definition is at hand."""
        snapshot = self.evidence.snapshot
        enums = {key: Names(enum.labels) for key, enum in snapshot.enums.items()}
        texts = {key: Text(sequence_text(one)) for key, one in snapshot.sequences.items()}
        pairs = [
            (entry, new.name)
            for kind, plural, found in (("enum", "enums", enums), ("sequence", "sequences", texts))
            for entry in self._entries({kind})
            if (entry.schema, entry.name) not in found
            for new in self._extra(None, plural)
            if new.schema == entry.schema and found[new.schema, new.name] == entry.value
        ]
        return _one_to_one(pairs)

    def objects(self) -> dict[Expectation, str]:
        """Match what is described by CREATE statements: same text, or same parse tree."""
        there = self.evidence.snapshot.objects
        pairs = [
            (entry, one.name)
            for entry in self._entries(OBJECT_KINDS.keys())
            if OBJECT_KINDS[entry.kind].renamed
            and find_object(self.evidence.snapshot, entry) is None
            for found in self._extra(None, OBJECT_KINDS[entry.kind].plural)
            if (found.schema, found.table) == (entry.schema, entry.table)
            and alike(
                Statement(entry.kind, entry.schema, entry_sql(entry)),
                Statement(
                    entry.kind,
                    entry.schema,
                    (one := there[found.kind, found.schema, found.table, found.name]).definition,
                ),
            )
        ]
        return _one_to_one(pairs)

    def tables(self) -> dict[Expectation, str]:
        """Match tables by their columns, all of which must be as expected."""
        known = self.evidence.snapshot.tables
        missing = [e for e in self._entries({"table"}) if (e.schema, e.table) not in known]
        candidates = [
            (entry, new.name)
            for entry in missing
            for new in self._extra(None, "tables")
            if new.schema == entry.schema
            and self._names(new) == self._columns(entry).keys() != set()
        ]
        columns = [(*c, column) for c in candidates for column in self._columns(c[0]).values()]
        same = self._same([_pair(self.evidence, c, name, c.name) for _, name, c in columns])
        unlike = {(e, name) for (e, name, _), alike in zip(columns, same, strict=True) if not alike}
        return _one_to_one(one for one in candidates if one not in unlike)

    def parts(self, tables: Mapping[QualifiedName, str]) -> dict[Expectation, str]:
        """Match the parts of tables.

        :param tables: old name -> new name of those that were renamed themselves.
        """
        candidates = []
        for entry in self._entries(_PARTS):
            table = entry.schema, tables.get((entry.schema, entry.table), entry.table)
            there = self.evidence.snapshot
            known = table in there.tables or table in there.indexes
            if known and not self._there(entry, table[1]):
                candidates += [(entry, name) for name in self._free(entry, table)]
        same = self._same(
            [
                _pair(
                    self.evidence, entry, tables.get((entry.schema, entry.table), entry.table), name
                )
                for entry, name in candidates
            ]
        )
        return _one_to_one(one for one, alike in zip(candidates, same, strict=True) if alike)

    def changed(self, tables: Mapping[QualifiedName, str]) -> Iterator[Expectation]:
        """Give the parts of renamed tables that are not what they were."""
        parts = [e for e in self._entries(_PARTS) if (e.schema, e.table) in tables]
        there = [e for e in parts if self._there(e, tables[e.schema, e.table])]
        pairs = [_pair(self.evidence, e, tables[e.schema, e.table], e.name) for e in there]
        for entry, same in zip(there, self._same(pairs), strict=True):
            if not same:
                yield entry

    def _entries(self, kinds: Collection[str]) -> list[Expectation]:
        chosen = self.evidence.expected.chosen.values()
        return [e for e in {id(e): e for e in chosen}.values() if e.kind in kinds]

    def _columns(self, table: Expectation) -> dict[str, Expectation]:
        columns = self._entries({"column"})
        where = (table.schema, table.table)
        return {column.name: column for column in columns if (column.schema, column.table) == where}

    def _names(self, table: Found) -> Set[str]:
        return self.evidence.snapshot.columns.get((table.schema, table.name), {}).keys()

    def _there(self, entry: Expectation, table: str) -> bool:
        return _form(self.evidence, replace(entry, table=table)) is not None

    def _free(self, entry: Expectation, table: QualifiedName) -> Iterator[str]:
        """Name what an entry's object could be called now, of its own name space."""
        is_column = entry.kind == "column"
        spaces = [what for what in TABLE_UNEXPECTED if (what == "columns") == is_column]
        parts = [e for e in self._entries(_PARTS) if (e.kind == "column") == is_column]
        known = {e.name for e in parts if (e.schema, e.table) == (entry.schema, entry.table)}
        found = {f.name for what in spaces for f in self._extra(table, what)}
        for name in sorted(found - known):
            if _form(self.evidence, replace(entry, table=table[1], name=name)) is not None:
                yield name

    def _extra(self, table: QualifiedName | None, what: str) -> list[Found]:
        found = self.evidence.unexpected_in(table, what)
        return [one for one in found if not self.evidence.implied(one)]

    def _same(self, pairs: list[Pair | None]) -> list[bool]:
        there = {number: pair for number, pair in enumerate(pairs) if pair is not None}
        settled = settle(self.private, self.evidence.snapshot, list(there.values()))
        same = {number: settled[n].same for n, number in enumerate(there)}
        return [same.get(number, False) for number in range(len(pairs))]


def _pair(evidence: Evidence, entry: Expectation, table: str, name: str) -> Pair | None:
    """Pair an entry with the object of another name."""
    meant = replace(entry, table=table, name=name)
    found = _form(evidence, meant)
    keys = evidence.expected.key_columns.get((entry.schema, entry.table), frozenset())
    in_key = entry.kind == "column" and entry.name in keys
    return None if found is None else Pair(meant, found, in_key)


def _form(evidence: Evidence, entry: Expectation) -> Form | None:
    form = find(evidence.snapshot, entry)
    return form if form and (form.column or form.constraint or form.index) else None


def _one_to_one(pairs: Iterable[tuple[Expectation, str]]) -> dict[Expectation, str]:
    """Keep the pairs neither side of which could be part of another one."""
    listed = list(pairs)
    entries = Counter(entry for entry, _ in listed)
    names = Counter((entry.schema, entry.table, entry.kind, name) for entry, name in listed)
    return {
        entry: name
        for entry, name in listed
        if entries[entry] == 1 and names[entry.schema, entry.table, entry.kind, name] == 1
    }
