"""Write an edited manifest file: checked against what was meant, then replaced in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from .edit import apply, without_parts
from .edits import Addition, Change, Edit, Order, Removal, Rename
from .errors import EditError
from .expectation import Condition, Expectation, Place
from .object_kinds import holds_parts
from .suites import read_text

_NOWHERE = Place(Path(), 0, 0)


def edited(path: Path, text: str, edits: Iterable[Edit]) -> str:
    """Return a file's text with edits applied, after reading it again.

    :param path: absolute path of the file.
    :param text: its text.
    :param edits: what to do to entries of this file.
    :raises EditError: if the new text does not say exactly what was meant.
    :raises ManifestErrors: if the text is not a sound manifest.
    """
    listed = list(edits)
    schema, before = read_text(path, text)
    new_text = apply(path, text, listed, schema=schema)
    _, after = read_text(path, new_text)
    meant = _counted(_meant(before.expectations, listed))
    said = _counted(after.expectations)
    if meant != said:
        strange = [key for key in {**meant, **said} if meant.get(key) != said.get(key)]
        raise EditError.not_as_meant(path, strange[0].name)
    return new_text


def save(path: Path, old: bytes, text: str) -> None:
    """Replace a file's content in one step; a crash leaves the old file or the new one.

    :param path: the file; made if it does not exist and ``old`` is empty.
    :param old: the content that the edits were made from.
    :param text: the new content, line breaks as they are to be written.
    :raises EditError: if the file has changed since then, or cannot be written.
    """
    content = path.read_bytes() if path.exists() else b""
    if content != old:
        raise EditError.changed_meanwhile(path)
    try:
        _replace(path, text.encode())
    except OSError as error:
        raise EditError.unwritable(path, error) from error


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _meant(standing: Iterable[Expectation], edits: list[Edit]) -> list[Expectation]:
    """Say which expectations there should be afterwards."""
    own = {e.entry: e for e in without_parts(edits) if not isinstance(e, Addition | Order)}
    owners = {e.entry.relation: e for e in own.values() if holds_parts(e.entry.kind)}
    found = (_after(e, own.get(e), owners.get(e.relation) if e.table else None) for e in standing)
    new = (edit.new for edit in edits if isinstance(edit, Addition))
    return [*(entry for entry in found if entry is not None), *new]


def _after(entry: Expectation, own: Edit | None, of_table: Edit | None) -> Expectation | None:
    """Say what becomes of an entry by its own edit and by that of its table or view."""
    part = entry.kind != "rows"
    if isinstance(own, Removal) or (part and isinstance(of_table, Removal)):
        return None
    if isinstance(own, Change):
        entry = own.new
    elif isinstance(own, Rename):
        table = own.name if entry.kind == "rows" else entry.table
        entry = replace(own.new or entry, name=own.name, table=table)
    if part and isinstance(of_table, Rename):
        return replace(entry, table=of_table.name)
    return entry


def _counted(entries: Iterable[Expectation]) -> dict[Expectation, int]:
    counts: dict[Expectation, int] = {}
    for entry in entries:
        condition = entry.condition and Condition(
            "", entry.condition.lowest, entry.condition.highest
        )
        bare = replace(entry, place=_NOWHERE, condition=condition)
        counts[bare] = counts.get(bare, 0) + 1
    return counts
