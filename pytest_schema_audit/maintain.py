"""Bring a manifest up to date with what an audited database holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import partial
from pathlib import Path

import psycopg

from .audit import Audited, read_evidence
from .initial import entries
from .manifest.edit import home, without_parts
from .manifest.edits import Addition, Change, Edit, Removal, Rename, Replacement
from .manifest.expectation import Expectation, Suite
from .manifest.save import edited, save
from .migrations import Plan
from .outline import Outline
from .renames import Renames, renames
from .update import update
from .verdict import ItemKey

ALWAYS: tuple[type[Edit], ...] = (Change, Rename, Addition)
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
        described = entries(conn, evidence.snapshot, outline.suite.aspects)
        moved = renames(evidence, lambda: nullcontext(conn))
    work = update(evidence, audited.report.verdicts, described, moved, selected)
    wanted = [edit for edit in work.edits if type(edit) in (*kinds, Replacement)]
    refused = [edit for edit in work.edits if isinstance(edit, Removal) and edit not in wanted]
    by_file = _by_file(outline.suite, wanted, moved)
    files = {path: _text(path, found) for path, found in by_file.items()}
    done = tuple(edit for found in by_file.values() for edit in found)
    return Updated(files, done, (*map(_not_removed, refused), *work.left))


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
    files: dict[Path, list[Edit]] = {}
    for step in map(partial(_in_order, suite), without_parts(steps)):
        if isinstance(step, Addition):
            schema, table = moved.table_of((step.new.schema, step.new.table))
            known_as = replace(step.new, schema=schema, table=table)
            path = homes.get(step.new) or home(suite, known_as)
        else:
            path = step.entry.place.file
        files.setdefault(path, []).append(step)
    return files


def _in_order(suite: Suite, edit: Edit) -> Edit:
    """A new column is the last one of its table, which counts where the order of columns does."""
    if not isinstance(edit, Addition) or edit.new.kind != "column":
        return edit
    return replace(edit, at_end="column-order" in suite.aspects)


def _text(path: Path, edits: Collection[Edit]) -> tuple[bytes, str]:
    before = path.read_bytes() if path.exists() else b""
    return before, edited(path, before.decode(), edits)


def _not_removed(edit: Removal) -> str:
    place = edit.entry.place
    return (
        f"{place.file.name}:{place.line}: {place.source} describes nothing any more; "
        "--schema-audit-update-remove removes it"
    )
