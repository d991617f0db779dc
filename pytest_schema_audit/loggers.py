"""Loggers may be made by one thread while another walks over all of them.

From pytest 9.1 on, `_pytest.logging` walks over logging's dictionary of all loggers as it enters a
hook. The thread that provides a server imports libraries, which make loggers; one that was made in
the middle of a walk ended the session with "dictionary changed size during iteration". A lock
around the walks would make hooks of others wait that stand between: the walks get a copy instead.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

_MAKING: AbstractContextManager[object] = vars(logging)["_lock"]
"""What `logging.getLogger` holds while it makes a logger; it has no public name."""


class _Steady(dict[str, Any]):
    """A dictionary whose values can be walked over while it grows."""

    def values(self) -> Any:
        """Return the values there are now."""
        return list(super().values())


@contextmanager
def steady_loggers() -> Iterator[None]:
    """Let loggers be made during walks over them, inside the block."""
    manager = logging.Logger.manager
    if isinstance(manager.loggerDict, _Steady):
        yield
        return
    with _MAKING:
        manager.loggerDict = _Steady(manager.loggerDict)
    try:
        yield
    finally:
        with _MAKING:
            manager.loggerDict = dict(manager.loggerDict)
