"""A pytest plugin whose items do nothing: what pytest itself costs for that many of them.

`pytest -p bench.noop --noop-items N FILE.noop` collects N items in the shape that manifests have:
a file, tables in it, items in those.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

ITEMS_PER_TABLE = 25


class NoopItem(pytest.Item):
    """An item that passes at once."""

    def runtest(self) -> None:
        """Do nothing."""

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the item stands: a file, its first line, a name."""
        return self.path, 0, self.name


class NoopTable(pytest.Collector):
    """As many items as an ordinary table has.

    :param size: number of items.
    """

    def __init__(self, *, size: int, name: str, parent: pytest.Collector) -> None:
        super().__init__(name=name, parent=parent)
        self.size = size

    def collect(self) -> Iterator[NoopItem]:
        """Yield the items."""
        for number in range(self.size):
            yield NoopItem.from_parent(self, name=f"column.column{number}")


class NoopFile(pytest.File):
    """As many tables as the number of items fills."""

    def collect(self) -> Iterator[NoopTable]:
        """Yield the tables."""
        total: int = self.config.getoption("noop_items")
        for first in range(0, total, ITEMS_PER_TABLE):
            size = min(ITEMS_PER_TABLE, total - first)
            yield NoopTable.from_parent(self, name=f"public.table{first}", size=size)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option."""
    parser.addoption("--noop-items", type=int, required=True, help="how many items to collect")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> NoopFile | None:
    """Collect files that end in `.noop`."""
    if file_path.suffix != ".noop":
        return None
    return NoopFile.from_parent(parent, path=file_path)
