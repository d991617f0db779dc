"""Make a manifest, and bring one up to date, from what an audited database holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from psycopg import Connection

from .errors import AuditError
from .evidence import Evidence
from .initial import entries
from .manifest.edit import apply, home, without_parts
from .manifest.edits import Addition, Change, Edit, Removal, Rename
from .manifest.expectation import Expectation, Suite, Value
from .manifest.load import read_text
from .update import update
from .verdict import ItemKey, Verdict


@dataclass(frozen=True, slots=True)
class Updated:
    """A manifest brought up to date, not yet written.

    :ivar files: path -> text before and after, of the files that change.
    :ivar edits: what was done, in order.
    :ivar left: whole sentences about what was not done.
    """

    files: Mapping[Path, tuple[str, str]]
    edits: tuple[Edit, ...]
    left: tuple[str, ...]


class UpdateError(AuditError):
    """A manifest that cannot be changed."""

    @classmethod
    def changed_meanwhile(cls, path: Path) -> UpdateError:
        """Somebody else wrote the file since it was loaded."""
        return cls(
            f"{path} changed while the audit ran; nothing was written",
            ways_out=("run the update again",),
        )

    @classmethod
    def not_as_intended(cls, paths: Collection[Path]) -> UpdateError:
        """The new text does not say what it should: a mistake of ours."""
        names = ", ".join(sorted(path.name for path in paths))
        return cls(
            f"the update of {names} does not read back as intended; nothing was written",
            ways_out=("change the entries by hand, and report this with the manifest",),
        )


def updated(
    evidence: Evidence,
    conn: Connection[Any],
    verdicts: Mapping[ItemKey, Verdict],
    selected: Collection[ItemKey],
    *,
    kinds: Collection[type[Edit]],
) -> Updated:
    """Bring the selected items' entries up to date.

    :param evidence: the manifest's and the catalog's side.
    :param conn: a connection outside any transaction on the private database.
    :param verdicts: of all items.
    :param selected: the items that may be touched.
    :param kinds: the kinds of edit that are wanted; others are only named.
    :raises UpdateError: when the new texts would not say what they should.
    """
    work = update(evidence, verdicts, entries(conn, evidence.snapshot), selected)
    done = tuple(without_parts(edit for edit in work.edits if type(edit) in kinds))
    refused = [edit for edit in work.edits if type(edit) not in kinds]
    left = [_not_removed(edit) for edit in refused if isinstance(edit, Removal)]
    return Updated(_texts(evidence.outline.suite, done), done, (*left, *work.left))


def _not_removed(edit: Removal) -> str:
    place = edit.entry.place
    return (
        f"{place.file.name}:{place.line}: {place.source}: its object is gone; "
        "--schema-audit-update-remove removes the entry"
    )


def _texts(suite: Suite, edits: Collection[Edit]) -> dict[Path, tuple[str, str]]:
    by_file: dict[Path, list[Edit]] = {}
    for edit in edits:
        path = home(suite, edit.new) if isinstance(edit, Addition) else edit.entry.place.file
        by_file.setdefault(path, []).append(edit)
    texts = {path: _text(path, found) for path, found in by_file.items()}
    wrong = [path for path, text in texts.items() if not _reads_back(path, text, by_file[path])]
    if wrong:
        raise UpdateError.not_as_intended(wrong)
    return texts


def _text(path: Path, edits: Sequence[Edit]) -> tuple[str, str]:
    before = _content(path)
    schema = read_text(path, before)[0] if before else "public"
    return before, apply(path, before, edits, schema=schema)


def _content(path: Path) -> str:
    return path.read_bytes().decode() if path.exists() else ""


def _reads_back(path: Path, text: tuple[str, str], edits: Sequence[Edit]) -> bool:
    """Say whether the new text holds the old expectations with the edits made to them."""
    before = read_text(path, text[0])[1].expectations if text[0] else ()
    return _intended(before, edits) == _said(read_text(path, text[1])[1].expectations)


def _intended(before: Iterable[Expectation], edits: Sequence[Edit]) -> dict[_Identity, _Said]:
    said = _said(before)
    for edit in edits:
        if isinstance(edit, Addition | Change):
            said |= _said([edit.new])
            continue
        entry = edit.entry
        table = (entry.schema, entry.table)
        whole = isinstance(edit, Removal) and entry.kind == "table"
        gone = [
            key
            for key in said
            if key == _identity(entry) or (whole and key[0] != "rows" and key[1:3] == table)
        ]
        old = [said.pop(key) for key in gone]
        if isinstance(edit, Rename):
            said[_identity(replace(entry, name=edit.name))] = old[0]
    return said


_Identity: TypeAlias = tuple[str, str, str, str, str]
_Said: TypeAlias = tuple[Value, str | None]


def _said(entries: Iterable[Expectation]) -> dict[_Identity, _Said]:
    return {_identity(entry): (entry.value, entry.comment) for entry in entries}


def _identity(entry: Expectation) -> _Identity:
    when = entry.condition.text if entry.condition else ""
    return (entry.kind, entry.schema, entry.table, entry.name, when)


def write(files: Mapping[Path, tuple[str, str]]) -> None:
    """Put new texts in the place of old ones, each file at once or not at all.

    :param files: path -> the text that was loaded and the one to write.
    :raises UpdateError: when a file is not what was loaded any more.
    """
    for path, (before, _) in files.items():
        if _content(path) != before:
            raise UpdateError.changed_meanwhile(path)
    drafts = {path: path.with_name(f".{path.name}.draft") for path in files}
    try:
        for path, draft in drafts.items():
            draft.write_bytes(files[path][1].encode())
        for path, draft in drafts.items():
            Path(draft).replace(path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
