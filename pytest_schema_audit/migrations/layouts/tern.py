"""tern: `NNN_name.sql` numbered from 1 without a gap, up and down apart by one line.

The behaviour is that of tern 2: a transaction and a reset of the session for each file, and a
ledger of one row.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import MigrationError, shown
from ..executor import batch, own, single
from ..lexer import lexed
from ..naming import content_problems, duplicates, gaps, numbered
from ..plan import Migration, Options, Plan, Problem
from ..script import Script, extensions_in
from ..session import Session
from .conduct import Conducting, filled
from .layout import Layout, files_below, skipped_code

_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<words>.+)\.sql")
_MARK = "---- create above / drop below ----"
_ALONE = re.compile(r"^---- tern: disable-tx ----$", re.MULTILINE)


def recognises(path: Path) -> bool:
    """A `tern.conf`, or files with tern's line between up and down."""
    if not path.is_dir():
        return False
    named = [file for file in _files(path) if _NAME.fullmatch(file.name)]
    configured = (path / "tern.conf").is_file()
    return bool(named) and (
        configured or any(_MARK.encode() in file.read_bytes() for file in named)
    )


def discover(path: Path, options: Options) -> Plan:
    """Read a folder as `tern migrate` does.

    :raises MigrationError: when there is none.
    """
    matched = {file: _NAME.fullmatch(file.name) for file in _files(path)}
    migrations = numbered((file, match) for file, match in matched.items() if match)
    if not migrations:
        raise MigrationError.none_found(path, "tern", "files NNN_name.sql")
    scripts = [Script.read(migration.path) for migration in migrations]
    code_problems, left_out = skipped_code(path, options)
    return Plan(
        layout="tern",
        root=path,
        migrations=migrations,
        ledger=("public", "schema_version"),
        extensions=extensions_in(tuple(script.text[up_part(script)] for script in scripts)),
        problems=(
            *duplicates(migrations),
            *gaps(migrations),
            *(Problem(file, _stranger(file)) for file, match in matched.items() if not match),
            *(
                Problem(script.path, _template(script))
                for script in scripts
                if _is_template(script)
            ),
            *content_problems(scripts, lambda script: (up_part(script),)),
            *code_problems,
        ),
        left_out=(*files_below(path), *left_out),
        options=options,
    )


def up_part(script: Script) -> slice:
    """Where what applies a file stands: all before the line between up and down."""
    found = script.text.find(_MARK)
    return slice(0, len(script.text) if found < 0 else found)


class TernConductor(Conducting):
    """Applies as `tern migrate`."""

    create_ledger = (
        "create table if not exists public.schema_version(version int4 not null);"
        " insert into public.schema_version(version)"
        " select 0 where 0=(select count(*) from public.schema_version)"
    )

    def run(self, session: Session, migration: Migration) -> None:
        """Run one file in a transaction, or statement by statement where it asks for none."""
        script = Script.read(migration.path)
        part = up_part(script)
        alone = _ALONE.search(script.text, 0, part.stop) is not None
        if alone:
            for found in lexed(script.text[part]):
                single(session, script, found)
        else:
            own(session, "begin")
            batch(session, script, part)
        own(session, "reset all")
        template = "update public.schema_version set version={version}"
        own(session, filled(template, version=int(migration.version)))
        if not alone:
            own(session, "commit")


def _is_template(script: Script) -> bool:
    return "{{" in script.text[up_part(script)]


def _template(script: Script) -> str:
    return (
        f"{shown(script.path)} is a template of Go's, which is not filled here; run the tool "
        "itself: --schema-audit-apply COMMAND"
    )


def _stranger(file: Path) -> str:
    return f"{shown(file)} is passed over by tern: its name is not NNN_name.sql"


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return []
    return sorted(file for file in path.glob("*.sql") if file.is_file() and file.name[0] != ".")


TERN = Layout(
    name="tern",
    summary="NNN_name.sql numbered from 1 without a gap, the part above `---- create above / drop "
    "below ----`; each in a transaction",
    recognises=recognises,
    discover=discover,
    conduct=lambda plan: TernConductor(),
    applied_parts=lambda script: (up_part(script),),
)
