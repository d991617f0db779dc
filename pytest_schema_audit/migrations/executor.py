"""Running scripts on a session, and finding the statement that failed."""

from __future__ import annotations

from .failure import Failure, StatementFailed
from .lexer import lexed
from .script import BOM, Script, whole_file
from .session import Outcome, Row, ServerMessage, Session


def own(session: Session, sql: str) -> tuple[Row, ...]:
    """Run SQL that is the runner's and not the user's: ledger rows, transaction control.

    :raises LedgerFailed: when the server refuses it, as after a file that emptied search_path.
    """
    outcome = session.send(sql.encode())
    if outcome.error is not None:
        raise LedgerFailed(sql, outcome.error)
    return outcome.rows


class LedgerFailed(Exception):  # noqa: N818
    """SQL of the runner that the server refused."""

    def __init__(self, sql: str, message: ServerMessage) -> None:
        super().__init__(message.primary)
        self.sql = sql
        self.message = message


def batch(session: Session, script: Script, *pieces: slice) -> Outcome:
    """Send a file, or pieces of it put together, as one simple-query string.

    The number of completed results is the index of the statement that failed: errors at run
    time carry no position.

    :raises StatementFailed: with the place of the statement.
    """
    pieces = pieces or whole_file(script)
    text = _joined(script, pieces)
    outcome = session.send(text.encode("utf-8", "surrogateescape"))
    if outcome.error is not None:
        raise StatementFailed(_located(script, pieces, text, outcome))
    return outcome


def single(session: Session, script: Script, *pieces: slice) -> Outcome:
    """Send one statement of a file, of pieces put together where its tool takes some away.

    :raises StatementFailed: with the place of the statement.
    """
    outcome = session.send(_joined(script, pieces).encode("utf-8", "surrogateescape"))
    if outcome.error is not None:
        position = outcome.error.position
        point = _in_file(pieces, position - 1) if position else None
        raise StatementFailed(Failure(script, outcome.error, pieces[0].start, point))
    return outcome


def _joined(script: Script, pieces: tuple[slice, ...]) -> str:
    return "".join(script.text[piece] for piece in pieces)


def _in_file(pieces: tuple[slice, ...], offset: int) -> int:
    """Where in the file a character stands that was sent."""
    for piece in pieces[:-1]:
        length: int = piece.stop - piece.start
        if offset < length:
            return int(piece.start) + offset
        offset -= length
    return int(pieces[-1].start) + offset


def _located(script: Script, pieces: tuple[slice, ...], text: str, outcome: Outcome) -> Failure:
    message = outcome.error
    if message is None:  # pragma: no cover - the caller has one
        raise ValueError("the outcome is no failure")
    slices = Script(script.path, text).statements or lexed(text)
    point = _in_file(pieces, message.position - 1) if message.position else None
    index = _containing(slices, message.position - 1) if message.position else outcome.completed
    known = index is not None and index < len(slices)
    begins = _in_file(pieces, slices[index or 0].start) if known else None
    return Failure(script, message, begins, point, _bom_note(text))


def _containing(slices: tuple[slice, ...], offset: int) -> int | None:
    holding = [i for i, part in enumerate(slices) if part.start <= offset <= part.stop]
    return holding[0] if holding else None


def _bom_note(text: str) -> str:
    if not text.startswith(BOM):
        return ""
    return "the file begins with a byte-order mark, which is sent along: save it as UTF-8 without"
