"""A PostgreSQL server for one run, in one of three ways: embedded, Docker, or by URL.

:func:`provide` is the only door: it starts what has to be started and leaves nothing behind.
"""

from __future__ import annotations

from .choice import provide
from .protocol import KNOWN_MAJORS, Server, ServerRequest
from .redact import redact

__all__ = ["KNOWN_MAJORS", "Server", "ServerRequest", "provide", "redact"]
