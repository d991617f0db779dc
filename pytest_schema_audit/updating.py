"""``--schema-audit-update``: edit the manifest instead of running its items."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .cases import Case
from .errors import UsageError
from .maintain import ALWAYS, Updated, updated
from .manifest.edits import Edit, Removal
from .settings import in_ci
from .verdict import ItemKey

if TYPE_CHECKING:
    from .audit import Audited

MODES = ("diff", "write")
"""What an update does with its edits."""


class UpdateRefused(UsageError):  # noqa: N818 - named for what a user sees
    """An update that must not be made here."""

    @classmethod
    def in_ci(cls) -> UpdateRefused:
        """A pipeline that writes its own expectations checks nothing."""
        return cls(
            "--schema-audit-update=write is refused in CI: the variable CI is set",
            why="a pipeline that writes what it checks can never fail",
            ways_out=(
                "run it on your machine and commit the manifest",
                "see what it would do: --schema-audit-update=diff",
            ),
        )

    @classmethod
    def under_xdist(cls) -> UpdateRefused:
        """One process writes."""
        return cls(
            "--schema-audit-update does not work under pytest-xdist",
            ways_out=("add -n0",),
        )

    @classmethod
    def of_live(cls) -> UpdateRefused:
        """Bringing definitions to PostgreSQL's form makes them anew: never on a live database."""
        return cls(
            "--schema-audit-update does not take what a live database holds",
            ways_out=(
                "bring the migrations to where the live database is, then update from them",
                "or begin anew from it: --schema-audit-init --schema-audit-live URL",
            ),
        )

    @classmethod
    def unknown_mode(cls, mode: str) -> UpdateRefused:
        """Not one of :data:`MODES`."""
        return cls(f"--schema-audit-update: {mode!r} is not valid; use {' or '.join(MODES)}")


class Updating:
    """An update that was asked for.

    :ivar found_drift: whether anything was, or is to be, changed or is left: never a green run.
    """

    def __init__(self, config: pytest.Config, mode: str, kinds: tuple[type[Edit], ...]) -> None:
        self.found_drift = False
        self._config = config
        self._mode = mode
        self._kinds = kinds

    @classmethod
    def wanted(cls, config: pytest.Config) -> Updating | None:
        """Read the options; ``None`` when no update is asked for.

        :raises pytest.UsageError: when it must not be made here.
        """
        mode = config.getoption("schema_audit_update")
        if mode is None:
            return None
        if mode not in MODES:
            raise pytest.UsageError(str(UpdateRefused.unknown_mode(mode)))
        if config.getoption("schema_audit_live") is not None:
            raise pytest.UsageError(str(UpdateRefused.of_live()))
        if hasattr(config, "workerinput") or getattr(config.option, "dist", "no") != "no":
            raise pytest.UsageError(str(UpdateRefused.under_xdist()))
        if mode == "write" and in_ci():
            raise pytest.UsageError(str(UpdateRefused.in_ci()))
        removing = config.getoption("schema_audit_update_remove")
        return cls(config, mode, (*ALWAYS, Removal) if removing else ALWAYS)

    def update(
        self, cases: Iterable[Case], audits: Mapping[str, Audited], selected: set[ItemKey]
    ) -> None:
        """Bring the suites up to date as far as their items are selected, and say what was done.

        :param audits: by the suite's main file; their databases are still there.
        :raises AuditError: when a file cannot be changed or written.
        """
        work = [
            updated(audited, case.outline, case.plan, selected, self._kinds)
            for case in cases
            if (audited := audits.get(str(case.suite.main)))
        ]
        self.found_drift = any(one.edits or one.left for one in work)
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        for line in ["", *self._report(work)]:
            terminal.write_line(line) if terminal else sys.stdout.write(f"{line}\n")

    def _report(self, work: list[Updated]) -> Iterator[str]:
        root = self._config.rootpath
        for one in work:
            if self._mode == "diff":
                yield from one.diff(root)
            else:
                one.write()
                yield from (f"wrote {_shown(path, root)}" for path in one.files)
        yield from (f"left: {line}" for one in work for line in one.left)
        if not self.found_drift:
            yield "the manifest is up to date"
        elif self._mode == "write" and any(one.files for one in work):
            yield "next: review it with `git diff`, then run the audit again"


def _shown(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
