"""Statements of a psql file that go to the server as one string, where nobody can tell.

psql sends one statement and waits for it before the next. A string of several is one transaction
(PostgreSQL manual, "Multiple Statements in a Simple Query") and takes the server a third less
time. So statements are put together that define something, run no query and mean the same in a
transaction. When one of them fails nothing was done, and they are sent again one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .session import Outcome, ServerMessage, Session

_MOST = 256
"""Statements to a string: more gain nothing, and one transaction holds all their locks."""

_UNSEEN = """\
SELECT 1 OPERATOR(pg_catalog./) (
    NOT EXISTS (
        SELECT FROM pg_catalog.pg_event_trigger WHERE evtenabled OPERATOR(pg_catalog.<>) 'D'
    )
    AND COALESCE(pg_catalog.current_setting('transaction_timeout', true), '0')
        OPERATOR(pg_catalog.=) '0'
)::pg_catalog.int4;
"""
"""Goes before each string, and fails where a transaction of several statements can be told.

A user's event trigger sees it, and the time limit of a transaction (since 17) ends the session.
"""

_DEFINES = re.compile(
    r"(?:CREATE\s+(?:(?:UNLOGGED\s+)?(?P<makes>TABLE)|(?:UNIQUE\s+)?INDEX|SCHEMA|SEQUENCE|TYPE"
    r"|DOMAIN|STATISTICS|POLICY|(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE|TRIGGER|VIEW))"
    r"|ALTER\s+(?:(?P<alters>TABLE)|(?P<type>TYPE)|INDEX|SCHEMA|SEQUENCE|DOMAIN|FUNCTION"
    r"|PROCEDURE|VIEW)|COMMENT\s+ON|GRANT|REVOKE)\b"
)
_FILLS = re.compile(r"\b(?:SELECT|VALUES|EXECUTE|COMMIT|TABLE\b.*\bTABLE)\b", re.DOTALL)
"""What a CREATE TABLE says that takes rows from a query, or is undone at the transaction's end."""

_COMPUTES = re.compile(r"\b(?:USING|CHECK|TYPE|GENERATED|ADD\b.*\bDEFAULT)\b", re.DOTALL)
"""What an ALTER TABLE says that calls functions for the rows that are there: nobody knows which."""


def only_defines(text: str) -> bool:
    """Whether a statement defines something, calls nothing and means the same in a transaction.

    Any word of it may be a name: then it goes alone, which is never wrong.

    :param text: it, from its first token on.
    """
    upper = text.upper()
    begins = _DEFINES.match(upper)
    if begins is None or "CONCURRENTLY" in upper:
        return False
    if begins["makes"]:
        return not _FILLS.search(upper)
    if begins["alters"]:
        return not _COMPUTES.search(upper)
    return not (begins["type"] and "VALUE" in upper)


@dataclass(frozen=True)
class Waiting:
    """A statement that is not sent yet.

    :param text: what is sent.
    :param alone: sends it by itself, as psql does.
    :param lost: called with the server's last words when the connection broke at it, and with
        what cannot be said of the place.
    """

    text: str
    alone: Callable[[], object]
    lost: Callable[[ServerMessage, str], object]


class Together:
    """Puts statements together, and sends them while the file is read on.

    :param told: called with the outcome of a string that ran to its end.
    """

    def __init__(self, session: Session, told: Callable[[Outcome], object]) -> None:
        self._session = session
        self._told = told
        self._waiting: list[Waiting] = []
        self._sent: list[Waiting] = []
        self._outcome: Callable[[], Outcome] | None = None

    def takes(self, text: str) -> bool:
        """Whether a statement can be one of several.

        :param text: it, from its first token on.
        """
        if not only_defines(text):
            return False
        # What runs already leaves no transaction open.
        return bool(self._waiting or self._sent) or self._session.takes_several

    def add(self, statement: Waiting) -> None:
        """Take a statement, and send what there is once it is enough."""
        self._waiting.append(statement)
        if len(self._waiting) == _MOST:
            self._send()

    def finish(self) -> None:
        """Send what there is and wait for it."""
        if len(self._waiting) > 1:
            self._send()
        self._settle()
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one.alone()

    def _send(self) -> None:
        self._settle()
        self._sent, self._waiting = self._waiting, []
        # On lines of their own: a statement can end in a comment.
        text = _UNSEEN + "\n;".join(one.text for one in self._sent)
        self._outcome = self._session.send_ahead(text.encode("utf-8", "surrogateescape"))

    def _settle(self) -> None:
        if self._outcome is None:
            return
        outcome, self._outcome = self._outcome(), None
        sent, self._sent = self._sent, []
        if outcome.error is None:
            self._told(outcome)
        elif outcome.error.ends_the_session:
            _lose(sent, outcome, outcome.error)
        else:
            for one in sent:
                one.alone()


def _lose(sent: Sequence[Waiting], outcome: Outcome, error: ServerMessage) -> None:
    """Tell where a connection broke; a server that is gone has not told how far it came."""
    number = min(max(outcome.completed - 1, 0), len(sent) - 1)
    behind = 0 if error.sqlstate else len(sent) - number - 1
    others = "the statement behind it" if behind == 1 else f"the {behind} statements behind it"
    note = f"it was sent together with {others}: it may have been one of them"
    sent[number].lost(error, note if behind else "")
