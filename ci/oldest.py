"""Print the oldest versions that pyproject.toml promises to work with, as pip constraints.

A dependency without a lower bound promises every version that there ever was: that is an error.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(\[[\w.,-]+\])?\s*>=\s*(?P<oldest>[\w.]+)\s*(;.*)?")


def constraints(requirements: Iterable[str]) -> Iterator[str]:
    """Yield `name==version` for each `name>=version`.

    :param requirements: as `project.dependencies` holds them.
    :raises ValueError: one of them is not a lower bound alone.
    """
    for requirement in requirements:
        match = REQUIREMENT.fullmatch(requirement)
        if match is None:
            raise ValueError(f"no lower bound alone: {requirement!r} in {PYPROJECT.name}")
        yield f"{match['name']}=={match['oldest']}"


if __name__ == "__main__":
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    sys.stdout.writelines(f"{line}\n" for line in constraints(project["dependencies"]))
