"""What a file leaves behind in a session that the next file, in a session of its own, must not see.

A reset costs a round trip and what the server has cached, so it is left out behind files that can
leave nothing behind.
"""

from __future__ import annotations

import re

from ..executor import own
from ..script import Script
from ..session import Session

# Where any of these may begin a statement, it may touch the session or call what does. Behind a
# block comment a statement can begin anywhere, and psql's commands can do anything.
_TOUCHING = re.compile(
    r"/\*|\\|\b(?:pg_)?TEMP|\bEVENT\s+TRIGGER\b"
    r"|(?:^|;)\s*(?:\(|(?:CALL|CLOSE|COPY|DEALLOCATE|DECLARE|DELETE|DISCARD|DO|EXECUTE|EXPLAIN|FETCH"
    r"|IMPORT|INSERT|LISTEN|LOAD|LOCK|MERGE|MOVE|NOTIFY|PREPARE|REFRESH|RESET|SECURITY|SELECT|SET"
    r"|SHOW|TABLE|TRUNCATE|UNLISTEN|UPDATE|VALUES|WITH)\b)",
    re.IGNORECASE | re.MULTILINE,
)
# A setting that the server applies when a session begins; no reset brings it.
_FOR_SESSIONS_TO_COME = re.compile(r"\bALTER\s+(?:DATABASE|ROLE|USER)\b", re.IGNORECASE)
# A routine that a later file's DEFAULT or index may call, and that changes the session.
_WILD = re.compile(r"\bset_config\b|\b(?:FUNCTION|PROCEDURE)\b.*\bSET\b", re.IGNORECASE | re.DOTALL)


class FreshSessions:
    """Makes one session look like a new one for each file."""

    def __init__(self) -> None:
        self._wild = False

    def between(self, session: Session, script: Script) -> None:
        """Undo what a file did to the session, outside any transaction.

        :param script: the file that ran last.
        """
        self._wild = self._wild or _WILD.search(script.text) is not None
        if _FOR_SESSIONS_TO_COME.search(script.text):
            session.renew()
        elif self._wild or _TOUCHING.search(script.text):
            own(session, "DISCARD ALL")
