"""Comments that tell a file's up parts from its down parts, as three tools read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..errors import MigrationError
from ..script import Script
from .conduct import Part
from .line_ends import LineEnds


@dataclass(frozen=True)
class Refusal:
    """What a tool does not take in a file, or we do not do as it does.

    :param line: where, from 1.
    :param reason: what the line does, and what is wrong.
    """

    line: int
    reason: str


@dataclass(frozen=True)
class Annotated:
    """A file as its tool reads it.

    :param ups: where what applies it stands.
    :param parts: what is sent of that, each in a transaction of its own.
    :param refusals: what is wrong with it.
    """

    ups: tuple[slice, ...]
    parts: tuple[Part, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Notation:
    """How a tool annotates its files.

    :param up: the mark of the up part, as its documentation writes it.
    :param like: matches in a file's bytes what is meant as such a mark, or as that of a down
        part; which is the group ``way``.
    :param read: reads a file.
    """

    up: str
    like: re.Pattern[bytes]
    read: Callable[[Script], Annotated]


def read_dbmate(script: Script) -> Annotated:
    """Read a file as dbmate does: up and down blocks in turn, comments before them.

    :raises MigrationError: when it has no up block.
    """
    marks = list(_DBMATE_MARK.finditer(script.text))
    while marks and marks[0]["way"] == "down":
        del marks[0]
    if not marks:
        raise _no_up_part(script, DBMATE_MARKS)
    blocks = [one for one in _blocks(script, marks) if one[0]["way"] == "up"]
    return Annotated(
        ups=tuple(block for _, block in blocks),
        parts=tuple(Part(((block,),), _has_transaction(mark)) for mark, block in blocks),
        refusals=(
            *_before(script, marks[0].start(), "dbmate", DBMATE_MARKS),
            *_not_in_turn(script, marks),
        ),
    )


def read_goose(script: Script) -> Annotated:
    """Read a file as goose does: one up part, one down part, statements by the ends of lines.

    :raises MigrationError: when it has no up part, or a statement without an end.
    """
    marks = [(mark, _goose_word(mark.group())) for mark in _GOOSE_MARK.finditer(script.text)]
    start = next((mark.start() for mark, word in marks if word == "up"), None)
    if start is None:
        raise _no_up_part(script, GOOSE_MARKS)
    downs = (mark.start() for mark, word in marks if word == "down" and mark.start() > start)
    up = slice(start, next(downs, len(script.text)))
    transaction = all(word != "no transaction" for _, word in marks)
    return Annotated(
        ups=(up,),
        parts=(Part(tuple(_GOOSE_STATEMENTS.cut(script, up)), transaction),),
        refusals=(
            *_before(script, start, "goose", GOOSE_MARKS),
            *_not_of_goose(script, marks, up.stop),
        ),
    )


def read_sql_migrate(script: Script) -> Annotated:
    """Read a file as sql-migrate does: any number of up parts, applied as one.

    :raises MigrationError: when it has no up part, or a statement without an end.
    """
    marks = list(_SQL_MIGRATE_MARK.finditer(script.text))
    turns = [mark for mark in marks if _words(mark)[:1] in (["Up"], ["Down"])]
    cut = [
        (mark, part, tuple(_SQL_MIGRATE_STATEMENTS.cut(script, part)))
        for mark, part in _blocks(script, turns)
    ]
    ups = [one for one in cut if _words(one[0])[0] == "Up"]
    if not ups:
        raise _no_up_part(script, SQL_MIGRATE_MARKS)
    transaction = all("notransaction" not in _words(mark) for mark, _, _ in ups)
    statements = tuple(one for _, _, found in ups for one in found)
    return Annotated(
        ups=tuple(part for _, part, _ in ups),
        parts=(Part(statements, transaction),),
        refusals=tuple(
            Refusal(script.place(mark.start())[0], "stops sql-migrate: no word follows the mark")
            for mark in marks
            if not _words(mark)
        ),
    )


_Marks = Sequence[re.Match[str]]

_DBMATE_MARK = re.compile(
    r"^--[ \t]*migrate:(?P<way>up|down)(?P<options>(?:[ \t][^\n]*)?)\r?$", re.MULTILINE
)
_GOOSE_MARK = re.compile(r"^[ \t]*--[^\n]*\+goose[^\n]*$", re.MULTILINE)
_GOOSE_STATEMENTS = LineEnds(
    begin=re.compile(r"--\s*\+goose\s+StatementBegin\s*$", re.IGNORECASE),
    end=re.compile(r"--\s*\+goose\s+StatementEnd\s*$", re.IGNORECASE),
    # What stands before a statement is no part of it, what stands in it is.
    passed_over=lambda line, started: not started and line.strip()[:2] in {"", "--"},
)
_SQL_MIGRATE_MARK = re.compile(r"^-- \+migrate (?P<words>[^\n]*)$", re.MULTILINE)
_SQL_MIGRATE_STATEMENTS = LineEnds(
    begin=re.compile(r"-- \+migrate\s+StatementBegin(?:\s|$)"),
    end=re.compile(r"-- \+migrate\s+StatementEnd(?:\s|$)"),
    # Comments are taken away wherever they stand, in the body of a function too.
    passed_over=lambda line, started: line.startswith("-- ") or not (started or line.strip()),
)


def _blocks(script: Script, marks: _Marks) -> Iterator[tuple[re.Match[str], slice]]:
    """Each mark, with the text up to the next one."""
    ends = [*(mark.start() for mark in marks[1:]), len(script.text)]
    for mark, end in zip(marks, ends, strict=False):
        yield mark, slice(mark.start(), end)


def _no_up_part(script: Script, notation: Notation) -> MigrationError:
    likes = (one for one in notation.like.finditer(script.data) if one["way"].lower() == b"up")
    lines = (script.data.count(b"\n", 0, one.start()) + 1 for one in likes)
    return MigrationError.no_up_part(script.path, notation.up, next(lines, 0))


def _before(script: Script, stop: int, tool: str, notation: Notation) -> Iterator[Refusal]:
    """The first line before the up mark that is no comment of its own."""
    for number, line in enumerate(script.text[:stop].split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith("--"):
            yield Refusal(
                number, f"stops {tool}: only comment lines may stand before {notation.up}"
            )
            return


def _has_transaction(mark: re.Match[str]) -> bool:
    options = dict(word.partition(":")[::2] for word in mark["options"].split())
    return options.get("transaction") != "false"


def _not_in_turn(script: Script, marks: _Marks) -> Iterator[Refusal]:
    """Blocks of dbmate's that are not up and down in turn, with a down block at the end."""
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        if mark["way"] == "up" and (after is None or after["way"] == "up"):
            line, _ = script.place(mark.start())
            yield Refusal(line, "stops dbmate: no -- migrate:down follows; it may be empty")
        elif after is not None and mark["way"] == after["way"] == "down":
            yield Refusal(script.place(after.start())[0], "stops dbmate: a second -- migrate:down")


def _goose_word(line: str) -> str:
    """What a mark of goose's says, as goose takes it apart; empty for an indented one."""
    if line[0] in " \t":
        return ""
    return line.replace("--", "").replace("+goose", "", 1).strip().lower()


_GOOSE_WORDS = {"up", "down", "statementbegin", "statementend", "no transaction"}
_ENVSUB = (
    "has variables of the environment filled in, which is not done here; run the tool itself: "
    "--schema-audit-apply COMMAND"
)


def _not_of_goose(
    script: Script, marks: Sequence[tuple[re.Match[str], str]], up_stop: int
) -> Iterator[Refusal]:
    before: list[str] = []
    for mark, word in marks:
        line, _ = script.place(mark.start())
        if wrong := _wrong_in_goose(word, before):
            yield Refusal(line, f"stops goose: {wrong}")
        elif word == "envsub on" and mark.start() < up_stop:
            yield Refusal(line, _ENVSUB)
        before.append(word)
    if _open(before):
        begin = max(mark.start() for mark, word in marks if word == "statementbegin")
        yield Refusal(script.place(begin)[0], "stops goose: no -- +goose StatementEnd follows")


def _wrong_in_goose(word: str, before: Sequence[str]) -> str:
    """Why goose stops at a mark, if it does.

    :param before: the marks before it.
    """
    if word not in _GOOSE_WORDS | {"envsub on", "envsub off"}:
        known = "Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON, ENVSUB OFF"
        return f"its marks begin a line and are: {known}"
    if word in {"up", "down"} and word in before:
        return f"a second -- +goose {word.capitalize()}"
    if word != "up" and word in {"down", "statementbegin"} and "up" not in before:
        return "-- +goose Up must come first"
    if word == "statementbegin" and _open(before):
        return "the StatementBegin before has no StatementEnd"
    if word == "statementend" and not _open(before):
        return "no -- +goose StatementBegin stands before"
    return ""


def _open(words: Sequence[str]) -> bool:
    blocks = [word for word in words if word in {"statementbegin", "statementend"}]
    return blocks[-1:] == ["statementbegin"]


def _words(mark: re.Match[str]) -> list[str]:
    return str(mark["words"]).split()


def _like(what: bytes) -> re.Pattern[bytes]:
    pattern = rb"^[ \t]*--[ \t]*" + what + rb"(?P<way>up|down)\b"
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


GOOSE_MARKS = Notation("-- +goose Up", _like(rb"\+goose[ \t]+"), read_goose)
DBMATE_MARKS = Notation("-- migrate:up", _like(rb"migrate:"), read_dbmate)
SQL_MIGRATE_MARKS = Notation("-- +migrate Up", _like(rb"\+migrate[ \t]+"), read_sql_migrate)
