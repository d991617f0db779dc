"""Bring a manifest up to date with what an audited database holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

import psycopg

from .aspects import aspects_to_read
from .audit import Audited, read_evidence
from .checks.objects import Found
from .evidence import Evidence
from .initial import entries
from .manifest.duplicates import RELATIONS
from .manifest.edit import home, without_parts
from .manifest.edits import Addition, Change, Edit, Order, Removal, Rename, Replacement
from .manifest.errors import shown_path
from .manifest.expectation import Expectation, Suite
from .manifest.object_kinds import holds_parts
from .manifest.save import edited, save
from .migrations import Plan
from .outline import Outline
from .renames import Renames, renames
from .update import update
from .verdict import ItemKey
from .versions import as_asked

ALWAYS: tuple[type[Edit], ...] = (Change, Rename, Addition, Order)
"""The kinds of edit that every update makes; removals are asked for by name."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A manifest brought up to date, not yet written.

    :ivar files: path -> content before, and text after, of the files that change.
    :ivar edits: what is done, in order.
    :ivar left: whole sentences about what is not done.
    """

    files: Mapping[Path, tuple[bytes, str]]
    edits: tuple[Edit, ...]
    left: tuple[str, ...]

    def diff(self, root: Path) -> Iterator[str]:
        """Return a unified diff of all files, line by line, for ``git apply``.

        :param root: the folder that paths are shown relative to.
        """
        for path, (before, after) in self.files.items():
            name = path.relative_to(root) if path.is_relative_to(root) else path
            old = before.decode().splitlines(keepends=True)
            lines = unified_diff(old, after.splitlines(keepends=True), f"a/{name}", f"b/{name}")
            yield from (line.rstrip("\r\n") for line in lines)

    def write(self) -> None:
        """Put the new texts in the place of the old ones, each file at once or not at all.

        :raises EditError: when a file is not what was loaded any more.
        """
        for path, (before, after) in self.files.items():
            save(path, before, after)


def updated(
    audited: Audited,
    outline: Outline,
    plan: Plan,
    selected: Collection[ItemKey],
    kinds: Collection[type[Edit]],
) -> Updated:
    """Bring the selected items' entries up to date.

    :param audited: the audit, its database still there.
    :param outline: the items of its suite.
    :param plan: its migrations.
    :param selected: the items that may be touched.
    :param kinds: the kinds of edit that are wanted; others are only named.
    :raises EditError: when a new text would not say what it should.
    """
    with psycopg.connect(audited.conninfo, autocommit=True, prepare_threshold=None) as conn:
        evidence = replace(read_evidence(conn, outline, plan), ledgers=audited.ledgers)
        aspects = outline.suite.aspects
        found = entries(conn, evidence.snapshot, aspects, aspects_to_read(outline.suite))
        described = [as_asked(entry, aspects, _standing(outline, entry)) for entry in found]
        moved = renames(evidence, lambda: nullcontext(conn))
    work = update(evidence, audited.report.verdicts, described, moved, selected)
    wanted = [edit for edit in work.edits if type(edit) in (*kinds, Replacement)]
    refused = [edit for edit in work.edits if isinstance(edit, Removal) and edit not in wanted]
    held_up = _held_up(evidence, refused, wanted)
    wanted = [edit for edit in wanted if edit not in held_up]
    wanted += _left_empty(evidence, described, wanted)
    wanted += _in_order(evidence, moved, wanted)
    by_file = _by_file(outline.suite, wanted, moved)
    files = {path: _text(path, found) for path, found in by_file.items()}
    done = tuple(edit for found in by_file.values() for edit in found)
    left = (*map(_not_removed, refused), *_not_added(held_up), *work.left)
    return Updated(files, done, left)


def _held_up(
    evidence: Evidence, refused: Collection[Removal], edits: Collection[Edit | Replacement]
) -> list[Edit]:
    """List additions whose names are those of entries that are to stay, and what goes with both."""
    gone = {edit.entry for edit in refused}
    tables = {entry.relation for entry in gone if holds_parts(entry.kind)}
    standing = evidence.expected.chosen.values()
    kept = (e for e in standing if e in gone or (e.table and e.relation in tables))
    taken = {(entry.schema, entry.name) for entry in kept if entry.kind in RELATIONS}
    new = [edit for edit in edits if isinstance(edit, Addition)]
    clash = [e for e in new if e.new.kind in RELATIONS and (e.new.schema, e.new.name) in taken]
    whole = {edit.new.relation for edit in clash if holds_parts(edit.new.kind)}
    additions = [edit for edit in new if edit in clash or edit.new.relation in whole]
    changes = (edit for edit in edits if isinstance(edit, Change | Rename))
    parts = [e for e in changes if e.entry not in gone and e.entry.relation in tables]
    return [*additions, *parts]


def _not_added(held_up: Iterable[Edit]) -> Iterator[str]:
    for edit in held_up:
        if not isinstance(edit, Addition):
            continue
        if holds_parts(edit.new.kind) or edit.new.kind in RELATIONS:
            kind = edit.new.kind.replace("_", " ")
            yield (
                f"{kind} {edit.new.schema}.{edit.new.name}: an entry that describes nothing any "
                "more has its name; --schema-audit-update-remove makes room"
            )


def _left_empty(
    evidence: Evidence, described: Iterable[Expectation], edits: Collection[Edit | Replacement]
) -> list[Addition]:
    """Describe the schemas that are still there when the last entries that named them go."""
    gone = {edit.entry for edit in edits if isinstance(edit, Removal | Replacement)}
    relations = {entry.relation for entry in gone if holds_parts(entry.kind)}
    standing = evidence.expected.chosen.values()
    kept = {e.schema for e in standing if e not in gone and e.relation not in relations}
    new = {edit.new.schema for edit in edits if isinstance(edit, Addition | Replacement)}
    left = evidence.expected.schemas - kept - new - set(evidence.outline.suite.schemas)
    bare = {Found("schema", "", "", name) for name in left}
    needed = (bare & evidence.found) - evidence.expected.objects
    names = {found.name for found in needed if not evidence.openness.tolerates(found)}
    return [Addition(e) for e in described if e.kind == "schema" and e.name in names]


def _standing(outline: Outline, new: Expectation) -> Expectation | None:
    """Find the entry of an extension, which may ask for its version."""
    if new.kind != "extension":
        return None
    entries = (entry for file in outline.suite.files for entry in file.expectations)
    return next((e for e in entries if (e.kind, e.name) == (new.kind, new.name)), None)


def _by_file(
    suite: Suite, edits: Iterable[Edit | Replacement], moved: Renames
) -> dict[Path, list[Edit]]:
    """Put each edit to the file it is made in."""
    steps: list[Edit] = []
    homes: dict[Expectation, Path] = {}
    for edit in edits:
        steps += edit.steps if isinstance(edit, Replacement) else [edit]
        if isinstance(edit, Replacement):
            homes[edit.new] = edit.entry.place.file
    added = [edit.new for edit in steps if isinstance(edit, Addition)]
    owners = {entry.relation: entry for entry in added if holds_parts(entry.kind)}
    files: dict[Path, list[Edit]] = {}
    for step in without_parts(steps):
        if isinstance(step, Addition):
            # What belongs to a new table or view goes where that goes.
            new = owners.get(step.new.relation, step.new) if step.new.table else step.new
            schema, table = moved.table_of((new.schema, new.table))
            known_as = replace(new, schema=schema, table=table)
            path = homes.get(step.new) or home(suite, known_as)
        else:
            path = step.entry.place.file
        files.setdefault(path, []).append(step)
    return files


def _in_order(
    evidence: Evidence, moved: Renames, edits: Collection[Edit | Replacement]
) -> Iterator[Order]:
    """Put new columns where they stand in their tables, where the order of columns counts."""
    if "column-order" not in evidence.outline.suite.aspects:
        return
    new = (edit.new for edit in edits if isinstance(edit, Addition) and edit.new.kind == "column")
    tables = {moved.table_of(entry.relation): entry.relation for entry in new}
    for entry in dict.fromkeys(evidence.expected.chosen.values()):
        if entry.kind == "table" and entry.relation in tables:
            name = tables[entry.relation]
            named = replace(entry, name=name[1], table=name[1])
            yield Order(named, tuple(evidence.snapshot.columns[name]))


def _text(path: Path, edits: Collection[Edit]) -> tuple[bytes, str]:
    before = path.read_bytes() if path.exists() else b""
    return before, edited(path, before.decode(), edits)


def _not_removed(edit: Removal) -> str:
    place = edit.entry.place
    return (
        f"{shown_path(place.file)}:{place.line}: {place.source} describes nothing any more; "
        "--schema-audit-update-remove removes it"
    )
