"""What is done instead of a test run: a first manifest, the JSON Schema of manifests."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from .cases import settled, suite_plan
from .errors import AuditError, UsageError
from .first import MAIN, SPLITS
from .manifest import Manifests
from .manifest.expectation import Suite
from .manifest.files import manifest_files
from .manifest.schema import json_schema
from .migrations import Plan, discover
from .migrations.errors import OWN_TOOL, shown
from .migrations.failure import StepFailed
from .options import SWITCH
from .own_tool import plan_of
from .repeated import arguments, typed_options
from .report.summary import to_fill_in
from .report.writer import Writer, counted
from .settings import read
from .signals import orderly_end
from .startup import Start, start
from .values import YAML_SUFFIXES, Settings

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


_ONE_AT_A_TIME = ("init", "json-schema", "update", "prove")
"""Options of which each asks for something else than the others."""

_WRITTEN_DOWN = ("migrations", "layout", "postgres", "aspects")
"""Options that a first manifest says, so that the audit needs them no more."""


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
    def with_settings_first(cls, error: AuditError, main: Path) -> AuditError:
        """What a setting would mend, where no file holds settings yet."""
        if MAIN not in str(error):
            return error
        way = (
            f"write {shown(main)} first, with this, `database:` and `migrations:` in it:"
            " --schema-audit-init keeps it as it is"
        )
        ways_out = (*error.ways_out, way)
        return cls(error.what, why=error.why, tried=error.tried, ways_out=ways_out)

    @classmethod
    def unknown_split(cls, split: str) -> StartError:
        """Not one of :data:`~pytest_schema_audit.first.SPLITS`."""
        valid = " or ".join(SPLITS)
        return cls(f"--schema-audit-init-split: {split!r} is not valid; use {valid}")

    @classmethod
    def no_folder(cls, file: Path) -> StartError:
        """Several files are written, so that there has to be a folder for them."""
        return cls(
            f"--schema-audit-init writes a folder, and {shown(file)} is the name of a file",
            ways_out=("name a folder: --schema-audit-expected PATH",),
        )

    @classmethod
    def several_folders(cls, folders: Sequence[Path]) -> StartError:
        """One suite is made at a time."""
        return cls(
            f"--schema-audit-init makes one manifest, and {len(folders)} places are expected",
            tried=[shown(folder) for folder in folders],
            ways_out=("name one of them: --schema-audit-expected PATH",),
        )

    @classmethod
    def no_migrations(cls, root: Path) -> StartError:
        """Nothing says where the migrations are."""
        return cls(
            "--schema-audit-init found no migrations",
            tried=[str(root / place) for place in _USUAL_PLACES],
            ways_out=(
                "name them: --schema-audit-migrations PATH",
                OWN_TOOL,
                "or describe a running database: --schema-audit-live env:DATABASE_URL",
            ),
        )


def run(config: pytest.Config) -> pytest.ExitCode:
    """Do what an action option asks for.

    :raises pytest.UsageError: when it cannot be done, with the whole text.
    """
    asked = [f"{SWITCH}-{one}" for one in _ONE_AT_A_TIME if config.getoption(f"{SWITCH}-{one}")]
    if len(asked) > 1:
        raise pytest.UsageError(f"{' and '.join(asked)} cannot go together: one at a time")
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
    wanted = read(config)
    split = config.getoption("schema_audit_init_split") or SPLITS[0]
    if split not in SPLITS:
        raise StartError.unknown_split(split)
    if len(wanted.expected) > 1:
        raise StartError.several_folders(wanted.expected)
    folder = wanted.expected[0]
    found = _suite_there(folder)
    if found is None and folder.suffix in YAML_SUFFIXES and not folder.is_dir():
        raise StartError.no_folder(folder)
    name = _suite_name(folder, config.rootpath)
    suite = settled(found or Suite(name, folder / MAIN, ()), wanted)
    plan = _plan_there(suite, wanted) if found else _plan(wanted, config.rootpath)
    if plan is None and wanted.live is None:
        raise StartError.no_migrations(config.rootpath)
    try:
        made = start(Start(suite, found, wanted, plan, wanted.live, split))
    except StepFailed as error:
        raise error if found else StartError.with_settings_first(error, suite.main) from error
    writer = Writer(config.invocation_params.dir)
    shown = [writer.path(path) for path in made.files]
    yield f"wrote {counted(len(shown), 'file')} that describe {made.server}:"
    yield from (f"  {path}" for path in shown)
    yield from made.notes
    audit = SWITCH if plan is not None else f"{SWITCH}-live={wanted.live_shown}"
    command = shlex.join(["pytest", audit, *arguments(typed_options(config, but=_WRITTEN_DOWN))])
    yield f"next: read them, commit them, and run the audit: {command}"
    lacking = [one for one in wanted.stand_ins if one in command]
    if lacking:
        yield to_fill_in(lacking)


def _suite_name(folder: Path, root: Path) -> str:
    """Name a suite by the folder that it is about; that of the whole project by the project's.

    So ``users/expected`` and ``expected/users`` are ``users``, wherever the project is.
    """
    below = folder.relative_to(root).parts if folder.is_relative_to(root) else folder.parts[-2:]
    parts = [part for part in below if part not in {"expected", "/"}]
    return "/".join(parts) or root.resolve().name or "database"


def _suite_there(folder: Path) -> Suite | None:
    """Read the settings that are there without an entry; ``None`` where no manifest is.

    :raises StartError: for a manifest with entries.
    :raises AuditError: for mistakes in it.
    """
    files = manifest_files([folder])
    if not files:
        return None
    suites = Manifests([folder]).begun()
    if len(suites) > 1 or suites[0].has_entries:
        raise StartError.exists(folder, files[0])
    return suites[0]


def _plan_there(suite: Suite, wanted: Settings) -> Plan | None:
    """Find the migrations that a main file names; a live database can do without."""
    if wanted.live is not None and suite.migrations is None:
        return None
    return suite_plan(suite, wanted)


def _plan(wanted: Settings, root: Path) -> Plan | None:
    """Find the migrations, where they are said to be or where they usually are."""
    if wanted.apply:
        return plan_of(wanted.apply, wanted.root, seconds=wanted.apply_timeout)
    if wanted.migrations is not None:
        return discover(wanted.migrations, layout=wanted.layout or None)
    for place in _USUAL_PLACES:
        if (root / place).exists():
            return discover(root / place, layout=wanted.layout or None)
    return None
