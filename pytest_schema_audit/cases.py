"""What a run has to audit: suites with their migrations and items, settings already applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .errors import AuditError
from .manifest import load
from .manifest.expectation import MigrationsEntry, Place, Suite
from .migrations import Options, Plan, discover
from .migrations.errors import shown
from .outline import LEDGER_CHECKS, Outline, outline
from .own_tool import plan_of
from .servers import ServerRequest
from .values import Settings
from .waivers import by_item


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


def load_cases(settings: Settings) -> tuple[Case, ...]:
    """Load every suite below the expected paths.

    :param settings: what options and ini say; they win over the manifest.
    :raises AuditError: for mistakes in a manifest or a migrations folder, with all of the text.
    """
    suites = load(settings.expected)
    if settings.migrations is not None and len(suites) > 1:
        raise CaseError.ambiguous_migrations(suites)
    return tuple(_case(_settled(suite, settings), settings) for suite in suites)


def _settled(suite: Suite, settings: Settings) -> Suite:
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
        place = entry.place if entry else Place(suite.main, 1, 1)
        entry = MigrationsEntry(settings.migrations, "", {}, place)
    if entry is not None and settings.layout:
        entry = replace(entry, layout=settings.layout)
    return entry


def _case(suite: Suite, settings: Settings) -> Case:
    plan = _suite_plan(suite, settings)
    names = [migration.name for migration in plan.migrations]
    # A live database is read and nothing else: no command of anybody's is given its address.
    commands = [] if settings.live else [command.name for command in settings.checks]
    problems = [str(problem.path) for problem in plan.problems]
    ledger = LEDGER_CHECKS if settings.live and plan.ledger else ()
    items = outline(suite, names, commands, problems, ledger)
    by_item(items)
    return Case(suite, plan, items, _request(suite, settings, plan))


def _suite_plan(suite: Suite, settings: Settings) -> Plan:
    """Find the migrations; only a live audit can do without."""
    if settings.apply:
        return plan_of(settings.apply, settings.root)
    if suite.migrations is not None:
        return _plan(suite.migrations)
    if settings.live is None:
        raise CaseError.no_migrations(suite)
    return Plan("plain", suite.main.parent, ())


def _plan(entry: MigrationsEntry) -> Plan:
    options = Options(
        skip=_texts(entry.options.get("skip")),
        placeholders=_texts(entry.options.get("placeholders")),
        files=_files(entry.options.get("files")),
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
        extensions=plan.extensions,
    )


def manifest_files(cases: Sequence[Case]) -> tuple[Path, ...]:
    """Return every manifest file, each suite's main file before its others."""
    return tuple(file.path for case in cases for file in case.suite.files)
