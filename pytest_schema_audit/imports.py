"""How this package's modules are imported in a pytest run: as anywhere else, and quickly.

pytest rewrites the assertions of every module of a distribution that has a plugin: it reads each
source, hashes it, and parses it anew where its own byte code is not there yet, as in every fresh
environment. The package has no assertions; so its modules come from the byte code that every
installer has made.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class OwnFinder(MetaPathFinder):
    """Finds the modules of one package as Python itself does.

    :param package: its name.
    """

    def __init__(self, package: str) -> None:
        self._prefix = f"{package}."

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return how to load a module of the package; ``None`` for any other."""
        if not fullname.startswith(self._prefix):
            return None
        return PathFinder.find_spec(fullname, path, target)


@contextmanager
def own_imports() -> Iterator[None]:
    """Import this package's modules past pytest's rewriting, inside the block."""
    finder = OwnFinder(__name__.partition(".")[0])
    # In front: pytest has put its own finder first.
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def no_collections() -> Iterator[None]:
    """Let no garbage be collected inside the block.

    For work that makes many objects that stay, and hardly any garbage: imports, manifests, audits.
    The collector would look through all of them again and again, and find nothing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
