"""What conductors share: transactions around files, statements one by one, ledger rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from psycopg import sql

from ..executor import batch, own, single
from ..script import Script
from ..session import Session


@dataclass(frozen=True)
class Part:
    """The part of a file that applies it, as its tool cuts it.

    :param sections: what is sent, one string each.
    :param transaction: whether the tool puts a transaction around it.
    """

    sections: tuple[slice, ...]
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
    return Part((slice(0, len(script.text)),), transaction)


def run_part(session: Session, script: Script, part: Part, record: str) -> None:
    """Send a part of a file and the ledger's row, in one transaction if the part has one.

    :param record: the tool's own SQL that records the migration.
    :raises StatementFailed: at the statement that failed.
    """
    if part.transaction:
        own(session, "BEGIN")
    send = batch if len(part.sections) == 1 else single
    for section in part.sections:
        send(session, script, section)
    own(session, record)
    if part.transaction:
        own(session, "COMMIT")


def filled(template: LiteralString, **values: object) -> str:
    """SQL with its named gaps filled by literals."""
    literals = {name: sql.Literal(value) for name, value in values.items()}
    return sql.SQL(template).format(**literals).as_string(None)
