"""Flyway: `V1_2__words.sql` by version, then `R__words.sql`; one statement after another."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ..errors import MigrationError, shown
from ..executor import own
from ..failure import Failure, StatementFailed
from ..naming import content_problems, duplicates, sql_files
from ..plan import LeftOut, Migration, Options, Plan, Problem
from ..psql_run import Query
from ..script import Script, extensions_in
from ..session import ServerMessage, Session
from .conduct import Conducting, filled
from .flyway_script import (
    Placeholders,
    checksum,
    filled_in,
    is_transactional,
    queries,
    settings,
)
from .layout import Layout, skipped_code

_NAME = re.compile(
    r"(?:(?P<kind>[VUB])(?P<version>[0-9]+(?:[._][0-9]+)*)|R)(?:__(?P<words>.*))?\.sql"
)
_KEY = re.compile(r"(?P<kind>[VUB]?)(?P<version>[0-9]+(?:[._][0-9]+)*)")
_CALLBACK = re.compile(r"(?:before|after|create)[A-Z]\w*?(?:__.*)?\.sql")
_WIDTH = 200
"""Of a description in the ledger."""


def recognises(path: Path) -> bool:
    """Files named as Flyway wants them; a bare `V1.sql` tells nothing."""
    if not path.is_dir():
        return False
    matched = (_NAME.fullmatch(file.name) for file in sql_files(path))
    return any(match and match["words"] is not None for match in matched)


def discover(path: Path, options: Options) -> Plan:
    """Read a location as `flyway migrate` does on an empty database.

    The newest baseline migration (`B…`) stands for the versions up to its own.

    :raises MigrationError: when there is none.
    """
    matched = {file: _NAME.fullmatch(file.name) for file in sql_files(path)}
    found = [_migration(file, match) for file, match in matched.items() if match]
    migrations = _ordered(one for one in found if _should_execute(one) != "false")
    if not migrations:
        raise MigrationError.none_found(path, "flyway", "files V<version>__words.sql")
    scripts = [Script.read(migration.path) for migration in migrations]
    strangers = [file for file, match in matched.items() if match is None]
    code_problems, code_left_out = skipped_code(path, options)
    return Plan(
        layout="flyway",
        root=path,
        migrations=migrations,
        ledger=("public", "flyway_schema_history"),
        extensions=extensions_in(tuple(script.text for script in scripts)),
        problems=(
            *duplicates(migrations, same=version_key),
            *_same_words(migrations),
            *(Problem(one.path, _evaluated(one)) for one in migrations if _should_execute(one)),
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
        transaction = _in_transaction(script, [query for query, *_ in parts])
        if transaction:
            own(session, "BEGIN")
        for query, start, copied in parts:
            _send(session, script, query, start, copied)
        took = int((time.perf_counter() - started) * 1000)
        if transaction:
            own(session, "COMMIT")
        # Flyway records in a session of its own, and gives the other its role and schema back.
        own(session, "RESET ROLE; RESET search_path")
        own(session, self._record(session, migration, script, took))

    def _placeholders(self, session: Session, migration: Migration) -> Placeholders:
        connected = {"flyway:user": session.user, "flyway:database": session.database}
        return _placeholders(migration.path, self._plan.options, connected)

    def _record(self, session: Session, migration: Migration, script: Script, took: int) -> str:
        text = script.text
        if not migration.version:
            text = self._placeholders(session, migration).filled(text)
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
            checksum=checksum(text),
            user=session.user,
            took=took,
        )


def _placeholders(
    file: Path, options: Options, connected: Mapping[str, str] = MappingProxyType({})
) -> Placeholders:
    """Those of a file; without a connection but for what needs one."""
    known = {
        "flyway:defaultSchema": "public",
        "flyway:table": "flyway_schema_history",
        "flyway:filename": file.name,
    }
    return Placeholders.of(file, {**connected, **known, **options.placeholders})


def _send(session: Session, script: Script, query: Query, start: int, copied: str) -> None:
    rows = copied.encode("utf-8", "surrogateescape")
    outcome = session.send(query.text.encode("utf-8", "surrogateescape"), lambda: iter((rows,)))
    if outcome.error is not None:
        position = outcome.error.position
        point = query.source(position - 1) if position else None
        raise StatementFailed(Failure(script, outcome.error, start, point))


def _in_transaction(script: Script, statements: list[Query]) -> bool:
    said = settings(script.path).get("executeInTransaction")
    if said:
        return said.lower() == "true"
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
        description=_description(match),
    )


def _description(match: re.Match[str]) -> str:
    """The words as the ledger has them."""
    words = (match["words"] or "").replace("_", " ")
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 3]}..."


def _should_execute(migration: Migration) -> str:
    """What the file's `.conf` says of running it at all, where it does not say that it is run."""
    said = settings(migration.path).get("shouldExecute", "")
    return {"true": "", "false": "false"}.get(said.lower(), said)


def _evaluated(migration: Migration) -> str:
    return (
        f"{shown(migration.path)}.conf has shouldExecute={_should_execute(migration)}, which "
        "Flyway alone evaluates: here the file is run"
    )


def _same_words(migrations: Iterable[Migration]) -> tuple[Problem, ...]:
    """Repeatable migrations that Flyway cannot tell apart."""
    repeatable = (one for one in migrations if not one.version)
    return duplicates((replace(one, version=one.description) for one in repeatable), "description")


def _ordered(found: Iterable[Migration]) -> tuple[Migration, ...]:
    """From the newest baseline on by version, then the repeatable ones by their words."""
    by_kind: dict[str, list[Migration]] = {"V": [], "U": [], "B": [], "R": []}
    for migration in found:
        by_kind[migration.path.name[0]].append(migration)
    baseline = sorted(by_kind["B"], key=_key)[-1:]
    versioned = sorted(by_kind["V"], key=_key)
    if baseline:
        versioned = [one for one in versioned if _key(one) > _key(baseline[0])]
    repeatable = sorted(by_kind["R"], key=lambda one: one.description)
    return (*baseline, *versioned, *repeatable)


def _key(migration: Migration) -> tuple[int, ...]:
    return version_key(migration.version)


def key_of(name: str) -> str:
    """What Flyway knows a file by: kind and version, or a repeatable one's words; else nothing."""
    match = _NAME.fullmatch(name)
    if match is None:
        return ""
    if match["version"] is None:
        return f"R__{_description(match)}"
    return normal_key(f"{match['kind']}{match['version']}")


def normal_key(key: str) -> str:
    """A key whose version is written in the one way that stands for all."""
    match = _KEY.fullmatch(key)
    if match is None:
        return key
    return match["kind"] + (".".join(map(str, version_key(match["version"]))) or "0")


def checksums_of(plan: Plan, migration: Migration) -> frozenset[str]:
    """Every checksum that Flyway takes for a file's own; none where that cannot be told.

    Of a repeatable one, the text counts as it is, and with its placeholders filled.
    """
    text = Script.read(migration.path).text
    texts = {text}
    if not migration.version:
        placeholders = _placeholders(migration.path, plan.options)
        texts.add(placeholders.filled(text))
        if placeholders.without_value(text):
            return frozenset()
    return frozenset(str(checksum(one)) for one in texts)


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers; zeros at its end do not count, as in Flyway."""
    numbers = [int(part) for part in version.replace("_", ".").split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _left_out(found: list[Migration], taken: tuple[Migration, ...]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(one.path, _why_left_out(one)) for one in found if one not in taken)


def _why_left_out(migration: Migration) -> str:
    if migration.path.name.startswith("U"):
        return "takes a migration back"
    if _should_execute(migration) == "false":
        return "its .conf says shouldExecute=false"
    return "a baseline migration stands for it"


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
    filled=lambda script, options: filled_in(script, _placeholders(script.path, options)),
)
