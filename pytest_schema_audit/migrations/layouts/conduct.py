"""What conductors share: transactions around files, statements one by one, ledger rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import LiteralString

from ..executor import batch, own, single
from ..failure import Failure, StatementFailed
from ..lexer import lexed
from ..script import Script, whole_file
from ..session import ServerMessage, Session

Section = tuple[slice, ...]
"""What is sent as one string: pieces of a file, put together."""

_ENDING = re.compile(r"(?:COMMIT|END|ROLLBACK|ABORT)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """The part of a file that applies it, as its tool cuts it.

    :param sections: what is sent, one string each.
    :param transaction: whether the tool puts a transaction around it.
    """

    sections: tuple[Section, ...]
    transaction: bool = True


class Conducting:
    """A conductor that only creates a ledger before and does nothing after; to be inherited.

    :cvar create_ledger: the statements with which the tool creates its ledger.
    """

    create_ledger: str = ""

    def prepare(self, session: Session) -> None:
        """Create the ledger."""
        if self.create_ledger:
            own(session, self.create_ledger)

    def finish(self, session: Session) -> None:
        """Nothing to do at the end."""


def whole(script: Script, *, transaction: bool = True) -> Part:
    """The file as one string."""
    return Part((whole_file(script),), transaction)


def run_part(session: Session, script: Script, part: Part, record: str) -> None:
    """Send a part of a file and the ledger's row, in one transaction if the part has one.

    :param record: the tool's own SQL that records the migration.
    :raises StatementFailed: at the statement that failed.
    """
    with around(session, part):
        send(session, script, part)
        own(session, record)


@contextmanager
def around(session: Session, part: Part) -> Iterator[None]:
    """A transaction around what is sent, if the part has one."""
    if part.transaction:
        own(session, "BEGIN")
    yield
    if part.transaction:
        own(session, "COMMIT")


def send(session: Session, script: Script, part: Part) -> None:
    """Send a part of a file.

    :raises StatementFailed: at the statement that failed.
    """
    send_section = batch if len(part.sections) == 1 else single
    for section in part.sections:
        send_section(session, script, *section)


def require_transaction(session: Session, script: Script, part: Part) -> None:
    """Return when the transaction around a part is still open: lib/pq refuses to commit without.

    :raises StatementFailed: with the statement that ended it, where it is written out.
    """
    if part.transaction and not session.in_transaction:
        message = ServerMessage("ERROR", "", "the file ends the transaction that its tool began")
        note = (
            "its tool then stops, with `unexpected transaction status idle`: take BEGIN and "
            "COMMIT out, or let the tool begin none for this file"
        )
        raise StatementFailed(Failure(script, message, _ending(script, part), note=note))


def _ending(script: Script, part: Part) -> int | None:
    pieces = (piece for section in part.sections for piece in section)
    places = (
        piece.start + found.start
        for piece in pieces
        for found in lexed(script.text[piece])
        if _ENDING.match(script.text, piece.start + found.start)
    )
    return next(places, None)


def filled(template: LiteralString, **values: object) -> str:
    """SQL with its named gaps filled by literals."""
    # Imported here, as where the session is: finding migrations does not need it.
    from psycopg import sql

    literals = {name: sql.Literal(value) for name, value in values.items()}
    return sql.SQL(template).format(**literals).as_string(None)


def identifier(*names: str) -> str:
    """A name, or a qualified one, as SQL writes it."""
    from psycopg import sql

    return sql.Identifier(*names).as_string(None)
