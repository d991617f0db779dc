"""A PostgreSQL server for one run, in one of three ways: embedded, Docker, or by URL.

:func:`provide` is the only door: it starts what has to be started and leaves nothing behind.
"""

from __future__ import annotations

from ..majors import KNOWN_MAJORS
from .choice import import_quietly, provide
from .protocol import Server, ServerRequest
from .redact import redact

__all__ = ["KNOWN_MAJORS", "Server", "ServerRequest", "import_quietly", "provide", "redact"]
