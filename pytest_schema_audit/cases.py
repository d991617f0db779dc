"""What a run has to audit: suites with their migrations and items, settings already applied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import AuditError
from .manifest import Manifests
from .manifest.expectation import MigrationsEntry, Suite
from .migrations import Options, Plan, discover
from .migrations.errors import OWN_TOOL, MigrationError, shown
from .migrations.script import Script, extension_places, extensions_in, readable
from .own_tool import plan_of
from .servers import ServerRequest
from .values import Settings
from .waivers import by_item

if TYPE_CHECKING:
    from .outline import Outline

_CREATE_ROLE = re.compile(r"\bCREATE\s+(?:ROLE|GROUP|USER)\b(?!\s+MAPPING)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """One suite, ready to be audited; nothing of it needs a database.

    :ivar suite: the manifest, with what the settings say over it.
    :ivar plan: the migrations to apply.
    :ivar outline: the items.
    :ivar request: the server it wants.
    """

    suite: Suite
    plan: Plan
    outline: Outline
    request: ServerRequest


@dataclass(frozen=True, slots=True)
class Beginning:
    """What of a suite's audit can begin before its items are known.

    :ivar suite: what its main file says, with the settings over it; its files without entries.
    :ivar plan: the migrations to apply.
    :ivar request: the server it wants.
    """

    suite: Suite
    plan: Plan
    request: ServerRequest


class CaseError(AuditError):
    """A suite that says too little to be audited."""

    @classmethod
    def no_migrations(cls, suite: Suite) -> CaseError:
        """Nothing says how the schema comes about."""
        return cls(
            f"{shown(suite.main)}: no migrations to apply",
            ways_out=(
                "name them in the manifest: `migrations: PATH`",
                "or on the command line: --schema-audit-migrations PATH",
                OWN_TOOL,
                "or audit a running database: --schema-audit-live env:DATABASE_URL",
            ),
        )

    @classmethod
    def ambiguous_migrations(cls, suites: Sequence[Suite]) -> CaseError:
        """One path cannot be the migrations of several databases."""
        return cls(
            f"--schema-audit-migrations cannot be the migrations of {len(suites)} suites",
            tried=[shown(suite.main) for suite in suites],
            ways_out=("choose one suite: --schema-audit-expected PATH",),
        )


class Cases:
    """The suites of a run: what can begin is known before their entries are read.

    :param settings: what options and ini say; they win over the manifest.
    :raises AuditError: when there is no manifest.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._manifests = Manifests(settings.expected)
        self._plans: dict[Path, Plan] = {}

    def beginnings(self) -> Iterator[Beginning]:
        """Yield what can begin; of a suite with mistakes nothing can."""
        for suite in self._manifests.settled():
            wanted = settled(suite, self._settings)
            with suppress(AuditError):
                plan = self._plans[suite.main] = suite_plan(wanted, self._settings)
                yield Beginning(wanted, plan, _request(wanted, self._settings, plan))

    def load(self) -> tuple[Case, ...]:
        """Read all entries; called once.

        :raises AuditError: for mistakes in a manifest or a migrations folder, with all of the text.
        """
        suites = self._manifests.suites()
        if self._settings.migrations is not None and len(suites) > 1:
            raise CaseError.ambiguous_migrations(suites)
        return tuple(self._case(settled(suite, self._settings)) for suite in suites)

    def _case(self, suite: Suite) -> Case:
        plan = self._plans.get(suite.main) or suite_plan(suite, self._settings)
        return _case(suite, self._settings, plan)


def load_cases(settings: Settings) -> tuple[Case, ...]:
    """Load every suite below the expected paths.

    :param settings: what options and ini say; they win over the manifest.
    :raises AuditError: for mistakes in a manifest or a migrations folder, with all of the text.
    """
    return Cases(settings).load()


def settled(suite: Suite, settings: Settings) -> Suite:
    """The suite with the settings over it: an empty setting is one that was given."""
    return replace(
        suite,
        migrations=_migrations(suite, settings),
        postgres=suite.postgres if settings.postgres is None else settings.postgres,
        image=settings.image or suite.image,
        aspects=suite.aspects if settings.aspects is None else settings.aspects,
    )


def _migrations(suite: Suite, settings: Settings) -> MigrationsEntry | None:
    entry = suite.migrations
    if settings.migrations is not None:
        entry = MigrationsEntry(settings.migrations, "", {}, suite.migrations_place)
    if entry is not None and settings.layout:
        entry = replace(entry, layout=settings.layout)
    return entry


def _case(suite: Suite, settings: Settings, plan: Plan) -> Case:
    names = [migration.name for migration in (*plan.migrations, *plan.steps)]
    # A live database is read and nothing else: no command of anybody's is given its address.
    commands = [] if settings.live else [command.name for command in settings.checks]
    problems = [str(problem.path) for problem in plan.problems]
    # Imported here, as what reads entries is.
    from .outline import LEDGER_CHECKS, outline

    ledger = LEDGER_CHECKS if settings.live and plan.ledger else ()
    items = outline(suite, names, commands, problems, ledger, _proofs(suite, settings))
    by_item(items)
    return Case(suite, plan, items, _request(suite, settings, plan))


def _proofs(suite: Suite, settings: Settings) -> list[str]:
    """Name the kinds of drift to make: those the manifest covers, as far as they are wanted."""
    if settings.prove is None:
        return []
    from .proving.catalogue import proofs  # few runs ask for them, and the catalogue is large

    return [name for name in proofs(suite) if not settings.prove or name in settings.prove]


def suite_plan(suite: Suite, settings: Settings) -> Plan:
    """Find the migrations; only a live audit can do without."""
    if settings.apply:
        folder = suite.migrations.path if suite.migrations else None
        seconds = settings.apply_timeout
        return plan_of(settings.apply, settings.root, steps=folder, seconds=seconds)
    if suite.migrations is not None:
        try:
            return _plan(suite.migrations)
        except MigrationError as error:
            if settings.migrations is not None:
                raise
            place = suite.migrations.place
            raise error.named_at(f"{shown(place.file)}:{place.line}") from error
    if settings.live is None:
        raise CaseError.no_migrations(suite)
    return Plan("plain", suite.main.parent, ())


def _plan(entry: MigrationsEntry) -> Plan:
    options = Options(
        skip=_texts(entry.options.get("skip")),
        placeholders=_texts(entry.options.get("placeholders")),
        files=_files(entry.options.get("files")),
        schema=str(entry.options.get("schema", "")),
    )
    return discover(entry.path, layout=entry.layout or None, options=options)


def _files(value: object) -> tuple[str, ...]:
    """Plain data of a manifest as the list of names that it is."""
    return tuple(map(str, value)) if isinstance(value, tuple | list) else ()


def _texts(value: object) -> dict[str, str]:
    """Plain data of a manifest as the mapping of texts that it is."""
    if not isinstance(value, Mapping):
        return {}
    return {str(key): str(text) for key, text in value.items()}


def _request(suite: Suite, settings: Settings, plan: Plan) -> ServerRequest:
    return ServerRequest(
        value=settings.server,
        major=suite.postgres,
        image=suite.image or None,
        download=settings.download,
        extensions=plan.extensions | extensions_in(tuple(map(readable, suite.prelude.files))),
    )


@dataclass(frozen=True, slots=True)
class Creation:
    """A statement that creates an extension.

    :ivar migration: the migration that it is in; empty for one of a prelude.
    :ivar place: ``file:line:column``.
    """

    extension: str
    migration: str
    place: str


def creations(case: Case, extensions: Collection[str]) -> Iterator[Creation]:
    """Yield the statement that creates each of some extensions, the first to run.

    :param extensions: their names.
    """
    files = [("", file) for file in case.suite.prelude.files]
    files += [(one.name, one.path) for one in case.plan.migrations if one.path.is_file()]
    left = set(extensions)
    for migration, file in files:
        script = Script.read(file)
        for name, offset in extension_places(script.text):
            if name in left:
                left.remove(name)
                line, column = script.place(offset)
                yield Creation(name, migration, f"{shown(file)}:{line}:{column}")


def makes_roles(beginning: Beginning) -> bool:
    """Whether a suite declares roles, or its SQL creates some."""
    suite, plan = beginning.suite, beginning.plan
    scripts = (*suite.prelude.files, *(one.path for one in plan.migrations), *suite.seed)
    return bool(suite.prelude.roles) or any(
        _CREATE_ROLE.search(readable(script)) for script in scripts if script.is_file()
    )


def manifest_files(cases: Sequence[Case]) -> tuple[Path, ...]:
    """Return every manifest file, each suite's main file before its others."""
    return tuple(file.path for case in cases for file in case.suite.files)
