"""The text of one failing item.

The first line stands alone; the rest says where it was expected, what was found, what differs,
and what may help. All of it fits what pipelines show of a test (4 kB).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ..veil import connections_covered
from ..verdict import CannotTell, Different
from .writer import Writer, line_end, one_line

if TYPE_CHECKING:
    from ..commands import CommandResult
    from ..outline import ItemSpec

LIMIT = 3900
"""Greatest size of a text in bytes of UTF-8; some readers cut at 4 kB."""

_LISTED = 20
"""Greatest number of entries of one list."""

_REPORT = (
    "a gap of pytest-schema-audit itself, not of your schema: please report this text, with\n"
    "the statement that makes the object changed and the version of PostgreSQL"
)
"""What to do about a kind of drift that is not caught."""

_BYTES_OF_CHARACTER = 4
"""What a character takes at most, in UTF-8."""

_CUT = "…"
"""Stands for what is left out before the end of a text."""

_WIDTH = 10
"""Where values begin, counted from their label."""


def failure_text(spec: ItemSpec, verdict: Different | CannotTell, writer: Writer) -> str:
    """Return the whole text of a verdict that is not good; no connection string shows a password.

    :param spec: the item.
    :param verdict: its verdict.
    :param writer: spells paths and ids.
    """
    return connections_covered(_failure_text(spec, verdict, writer))


def _failure_text(spec: ItemSpec, verdict: Different | CannotTell, writer: Writer) -> str:
    if spec.kind == "prove":
        return proof_text(spec, verdict)
    if isinstance(verdict, CannotTell):
        title, _, details = verdict.reason.partition("\n")
        body = [*_expected(spec, writer), *_labelled("reason", details)]
        return _fitted(f"{spec.title}: cannot tell: {title}", body)
    title = f"{spec.title}: {verdict.summary}"
    if verdict.cause is not None:
        return one_line(f"{title}; see {writer.item(verdict.cause)}", LIMIT)
    tail = [
        *(line for hint in verdict.hints for line in _labelled("hint", hint)),
        *_labelled("made by", verdict.made_by),
    ]
    return _fitted(title, [*_expected(spec, writer), *_found(verdict)], tail)


def proof_text(spec: ItemSpec, verdict: Different | CannotTell) -> str:
    """Return the text of a kind of drift that the audit let pass, or took for another one."""
    if isinstance(verdict, CannotTell):
        return _fitted(f"{spec.title}: cannot tell: {verdict.reason}", ())
    differing = [
        f"{one.path} had {one.expected}, but {one.found.splitlines()[0]}"
        for one in verdict.findings
    ]
    body = [
        *_labelled("changed", verdict.found),
        *_labelled("audit", "\n".join(_capped(differing))),
        *_labelled("hint", _REPORT),
    ]
    return _fitted(f"{spec.title} {verdict.summary}", body)


def command_text(spec: ItemSpec, result: CommandResult, writer: Writer) -> str:
    """Return the text of a command that failed; the end of its output is what counts."""
    head = [
        one_line(f"{spec.title}: {result.ending}"),
        *(one_line(line) for line in _labelled("command", result.text)),
        *_labelled("defined", f"schema_audit_checks, item {one_line(spec.key.name)}"),
    ]
    room = LIMIT - sum(map(_size, head))
    output = _ending((result.output or "none").splitlines(), room)
    return "\n".join([*head, *_labelled("output", "\n".join(output))])


def _ending(lines: Sequence[str], room: int) -> list[str]:
    """Return the last lines that fit under a label, of the last one at least its end."""
    room -= _indented(_CUT)
    longest = max(room // _BYTES_OF_CHARACTER - _WIDTH, _WIDTH)
    kept: list[str] = []
    for line in reversed(lines):
        kept.insert(0, line_end(line, longest))
        room -= _indented(kept[0])
        if room < 0 and len(kept) > 1:
            return [_CUT, *kept[1:]]
    return kept


def _indented(line: str) -> int:
    return _size(line) + _WIDTH + 2


def table_text(node: str, failing: Sequence[tuple[ItemSpec, str]], total: int) -> str:
    """Return the text of a table as a whole.

    :param node: the table's name, as it stands in ids.
    :param failing: its items that fail, with their texts, the causes before what follows.
    :param total: how many items it stands for.
    """
    if len(failing) == 1:
        return failing[0][1]
    lines = [f"  {line}".rstrip() for _, text in failing for line in text.splitlines()]
    return _fitted(f"{node}: {len(failing)} of {total} expectations fail", lines)


def _expected(spec: ItemSpec, writer: Writer) -> Iterator[str]:
    if not spec.expectations:
        yield from _labelled("expected", f"{writer.place(spec.place)}   {spec.place.source}")
    for entry in spec.expectations:
        source = entry.place.source
        yield from _labelled("expected", f"{writer.place(entry.place)}   {source}")


def _found(verdict: Different) -> Iterator[str]:
    if verdict.found:
        yield from _labelled("found", verdict.found)
    elif not verdict.unexpected:
        yield from _labelled("found", "nothing")
    label = "namely" if verdict.found else "found"
    yield from _labelled(label, "\n".join(_capped(verdict.unexpected)))
    if len(verdict.findings) > 1:
        differing = (
            f"{one.path}: expected {one.expected or 'none'}, found {one.found or 'none'}"
            for one in verdict.findings
        )
        yield from _labelled("differs", "\n".join(_capped(tuple(differing))))


def _capped(entries: Sequence[str]) -> Iterator[str]:
    yield from (one_line(entry) for entry in islice(entries, _LISTED))
    if len(entries) > _LISTED:
        yield f"… {len(entries) - _LISTED} more"


def _labelled(label: str, value: str) -> Iterator[str]:
    """Lines of a value under its label; none for an empty value."""
    for number, line in enumerate(value.rstrip().splitlines()):
        yield f"  {label if number == 0 else '':{_WIDTH}}{line}".rstrip()


def _fitted(title: str, body: Iterable[str], tail: Iterable[str] = ()) -> str:
    """Put a text together; where it is too long, the body gives way."""
    first = one_line(title)
    last = [one_line(line) for line in islice(tail, _LISTED)]
    lines = [one_line(line, 1000) for line in body]
    room = LIMIT - sum(map(_size, (first, *last)))
    kept = 0
    while kept < len(lines) and room > 40:
        room -= _size(lines[kept])
        kept += 1
    if room < 0 or kept < len(lines):
        kept -= 1
        lines[kept:] = [f"  … {len(lines) - kept} more lines"]
    return "\n".join([first, *lines, *last])


def _size(line: str) -> int:
    return len(line.encode(errors="replace")) + 1
