"""What is done instead of a test run: a first manifest, the JSON Schema of manifests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import settings
from .errors import AuditError, UsageError
from .first import SPLITS
from .manifest.files import manifest_files
from .manifest.schema import json_schema
from .migrations import Plan, discover
from .own_tool import plan_of
from .report.writer import Writer, counted
from .signals import orderly_end
from .startup import Start, start
from .values import Settings

_USUAL_PLACES = (
    "prisma/migrations",
    "supabase/migrations",
    "db/migrations",
    "db/migrate",
    "migrations",
    "sql/migrations",
    "drizzle",
    "schema.sql",
    "db/structure.sql",
)
"""Where migrations are looked for when nobody says where they are."""


class StartError(UsageError):
    """A first manifest that cannot be made."""

    @classmethod
    def exists(cls, folder: Path, found: Path) -> StartError:
        """There is a manifest already."""
        return cls(
            f"--schema-audit-init does not overwrite: {found} exists",
            ways_out=(
                "bring it up to date: pytest --schema-audit-update=diff",
                f"make another one: --schema-audit-expected PATH (now {folder})",
            ),
        )

    @classmethod
    def unknown_split(cls, split: str) -> StartError:
        """Not one of :data:`~pytest_schema_audit.first.SPLITS`."""
        valid = " or ".join(SPLITS)
        return cls(f"--schema-audit-init-split: {split!r} is not valid; use {valid}")

    @classmethod
    def no_migrations(cls, root: Path) -> StartError:
        """Nothing says where the migrations are."""
        return cls(
            "--schema-audit-init found no migrations",
            tried=[str(root / place) for place in _USUAL_PLACES],
            ways_out=(
                "name them: --schema-audit-migrations PATH",
                "or describe a running database: --schema-audit-live env:DATABASE_URL",
            ),
        )


def run(config: pytest.Config) -> pytest.ExitCode:
    """Do what an action option asks for.

    :raises pytest.UsageError: when it cannot be done, with the whole text.
    """
    if config.getoption("schema_audit_json_schema"):
        sys.stdout.write(json_schema())
        return pytest.ExitCode.OK
    try:
        with orderly_end():
            lines = list(_first_manifest(config))
    except AuditError as error:
        raise pytest.UsageError(str(error)) from error
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return pytest.ExitCode.OK


def _first_manifest(config: pytest.Config) -> Iterator[str]:
    wanted = settings.read(config)
    folder = wanted.expected[0]
    standing = manifest_files([folder]) if folder.exists() else []
    if standing:
        raise StartError.exists(folder, standing[0])
    live = wanted.live
    plan = _plan(wanted, config.rootpath)
    if plan is None and live is None:
        raise StartError.no_migrations(config.rootpath)
    name = config.rootpath.resolve().name or "database"
    split = config.getoption("schema_audit_init_split") or SPLITS[0]
    if split not in SPLITS:
        raise StartError.unknown_split(split)
    made = start(Start(folder, name, wanted, plan, live, split))
    writer = Writer(config.invocation_params.dir)
    shown = [writer.path(path) for path in made.files]
    yield f"wrote {counted(len(shown), 'file')} that describe {made.server}:"
    yield from (f"  {path}" for path in shown)
    yield from made.notes
    again = " --schema-audit-live URL" if plan is None else ""
    yield f"next: read them, commit them, and run the audit: pytest --schema-audit{again}"


def _plan(wanted: Settings, root: Path) -> Plan | None:
    """Find the migrations, where they are said to be or where they usually are."""
    if wanted.apply:
        return plan_of(wanted.apply, wanted.root)
    if wanted.migrations is not None:
        return discover(wanted.migrations, layout=wanted.layout or None)
    for place in _USUAL_PLACES:
        if (root / place).exists():
            return discover(root / place, layout=wanted.layout or None)
    return None
