"""Flyway: `V1_2__words.sql` by version, then `R__words.sql`; one statement after another."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from pathlib import Path

from ..errors import MigrationError, shown
from ..executor import own
from ..failure import Failure, StatementFailed
from ..naming import content_problems, duplicates, sql_files
from ..plan import LeftOut, Migration, Options, Plan, Problem
from ..psql_run import Query
from ..script import Script, extensions_in
from ..session import ServerMessage, Session
from .conduct import Conducting, filled
from .flyway_script import checksum, is_transactional, queries
from .layout import Layout, skipped_code

_NAME = re.compile(r"(?:(?P<kind>[VUB])(?P<version>[0-9]+(?:[._][0-9]+)*)|R)__(?P<words>.*)\.sql")
_CALLBACK = re.compile(r"(?:before|after|create)[A-Z]\w*?(?:__.*)?\.sql")
_CONFIG = re.compile(r"^\s*executeInTransaction\s*=\s*(\w+)", re.MULTILINE)


def recognises(path: Path) -> bool:
    """Files named as Flyway wants them."""
    return path.is_dir() and any(_NAME.fullmatch(file.name) for file in sql_files(path))


def discover(path: Path, options: Options) -> Plan:
    """Read a location as `flyway migrate` does on an empty database.

    The newest baseline migration (`B…`) stands for the versions up to its own.

    :raises MigrationError: when there is none.
    """
    matched = {file: _NAME.fullmatch(file.name) for file in sql_files(path)}
    found = [_migration(file, match) for file, match in matched.items() if match]
    migrations = _ordered(found)
    if not migrations:
        raise MigrationError.none_found(path, "flyway", "files V<version>__words.sql")
    scripts = [Script.read(migration.path) for migration in migrations]
    strangers = [file for file, match in matched.items() if match is None]
    code_problems, code_left_out = skipped_code(path, (".java", ".kt", ".class"), options)
    return Plan(
        layout="flyway",
        root=path,
        migrations=migrations,
        ledger=("public", "flyway_schema_history"),
        extensions=extensions_in(tuple(script.text for script in scripts)),
        problems=(
            *duplicates(migrations),
            *(Problem(file, _stranger(file)) for file in strangers),
            *content_problems(scripts),
            *code_problems,
        ),
        left_out=(*_left_out(found, migrations), *code_left_out),
        options=options,
    )


class FlywayConductor(Conducting):
    """Applies as `flyway migrate`.

    :param plan: its root is the location, its options hold the placeholders.
    """

    create_ledger = """CREATE TABLE IF NOT EXISTS "public"."flyway_schema_history" (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
);
ALTER TABLE "public"."flyway_schema_history"
    ADD CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank");
CREATE INDEX "flyway_schema_history_s_idx" ON "public"."flyway_schema_history" ("success")"""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def run(self, session: Session, migration: Migration) -> None:
        """Run one file's statements, in one transaction if all of them can."""
        script, started = Script.read(migration.path), time.perf_counter()
        parts = list(queries(script, self._placeholders(session, migration)))
        transaction = _in_transaction(script, [query for query, _ in parts])
        if transaction:
            own(session, "BEGIN")
        for query, start in parts:
            _send(session, script, query, start)
        took = int((time.perf_counter() - started) * 1000)
        own(session, self._record(session, migration, script, took))
        if transaction:
            own(session, "COMMIT")
        own(session, "RESET ROLE; RESET search_path")

    def _placeholders(self, session: Session, migration: Migration) -> dict[str, str]:
        return {
            "flyway:defaultSchema": "public",
            "flyway:user": session.user,
            "flyway:database": session.database,
            "flyway:table": "flyway_schema_history",
            "flyway:filename": migration.path.name,
            **self._plan.options.placeholders,
        }

    def _record(self, session: Session, migration: Migration, script: Script, took: int) -> str:
        kind = "SQL_BASELINE" if migration.path.name.startswith("B") else "SQL"
        return filled(
            'INSERT INTO "public"."flyway_schema_history" ("installed_rank", "version",'
            ' "description", "type", "script", "checksum", "installed_by", "execution_time",'
            ' "success") VALUES ({rank}, {version}, {words}, {kind}, {script}, {checksum},'
            " {user}, {took}, true)",
            rank=self._plan.migrations.index(migration) + 1,
            version=migration.version or None,
            words=migration.description,
            kind=kind,
            script=migration.path.relative_to(self._plan.root).as_posix(),
            checksum=checksum(script),
            user=session.user,
            took=took,
        )


def _send(session: Session, script: Script, query: Query, start: int) -> None:
    outcome = session.send(query.text.encode("utf-8", "surrogateescape"))
    if outcome.error is not None:
        position = outcome.error.position
        point = query.source(position - 1) if position else None
        raise StatementFailed(Failure(script, outcome.error, start, point))


def _in_transaction(script: Script, statements: list[Query]) -> bool:
    config = script.path.with_name(script.path.name + ".conf")
    if config.is_file():
        said = _CONFIG.search(Script.read(config).text)
        if said:
            return said[1].lower() == "true"
    kinds = {is_transactional(query.text) for query in statements}
    if len(kinds) == 2:
        alone = next(query for query in statements if not is_transactional(query.text))
        reason = "Flyway refuses statements that need a transaction beside one that cannot have one"
        message = ServerMessage("ERROR", "", reason)
        raise StatementFailed(Failure(script, message, alone.source(0)))
    return kinds != {False}


def _migration(file: Path, match: re.Match[str]) -> Migration:
    return Migration(
        name=file.name.removesuffix(".sql"),
        path=file,
        version=(match["version"] or "").replace("_", "."),
        description=match["words"].replace("_", " "),
    )


def _ordered(found: Iterable[Migration]) -> tuple[Migration, ...]:
    """From the newest baseline on by version, then the repeatable ones by their words."""
    by_kind: dict[str, list[Migration]] = {"V": [], "U": [], "B": [], "R": []}
    for migration in found:
        by_kind[migration.path.name[0]].append(migration)
    baseline = sorted(by_kind["B"], key=_version_key)[-1:]
    versioned = sorted(by_kind["V"], key=_version_key)
    if baseline:
        versioned = [one for one in versioned if _version_key(one) > _version_key(baseline[0])]
    repeatable = sorted(by_kind["R"], key=lambda one: one.description)
    return (*baseline, *versioned, *repeatable)


def _version_key(migration: Migration) -> tuple[int, ...]:
    """A version as numbers; zeros at its end do not count, as in Flyway."""
    numbers = [int(part) for part in migration.version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _left_out(found: list[Migration], taken: tuple[Migration, ...]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(
            one.path,
            "takes a migration back"
            if one.path.name.startswith("U")
            else "a baseline migration stands for it",
        )
        for one in found
        if one not in taken
    )


def _stranger(file: Path) -> str:
    if _CALLBACK.fullmatch(file.name):
        return f"{shown(file)} is a callback of Flyway, which is not run here"
    return f"{shown(file)} is passed over by Flyway: its name is not V<version>__words.sql"


FLYWAY = Layout(
    name="flyway",
    summary="V<version>__words.sql by version, then R__words.sql by words; placeholders",
    recognises=recognises,
    discover=discover,
    conduct=FlywayConductor,
)
