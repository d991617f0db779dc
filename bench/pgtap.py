"""The facts of a generated manifest as pgTAP's assertions, for psql.

pgTAP is not installed by anything here: Debian's package `postgresql-<major>-pgtap` has it. It is
one SQL file, which is loaded into the database. `pg_prove` would run psql as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.schema import Table

PLACES = "postgresql/*/extension/pgtap--?.?.?.sql"


def installed(share: Path = Path("/usr/share")) -> Path | None:
    """Find pgTAP's newest whole SQL file on this machine.

    :param share: where packages keep their data.
    """
    return max(share.glob(PLACES), default=None)


def assertions(made: tuple[Table, ...]) -> str:
    """Return a test script that asserts what the manifest of the same tables does.

    :param made: what `schema.tables` returned.
    """
    checks = [check for table in made for check in _of(table)]
    lines = (f"SELECT {check};" for check in checks)
    return "\n".join(["BEGIN;", f"SELECT plan({len(checks)});", *lines, "SELECT * FROM finish();"])


def _of(table: Table) -> Iterator[str]:
    where = f"'public', {_text(table.name)}"
    yield f"has_table({where}, '')"
    yield f"columns_are({where}, ARRAY[{', '.join(map(_text, table.columns))}])"
    for name, definition in table.columns.items():
        column = f"{where}, {_text(name)}"
        kind, _, default = definition.partition(" default ")
        kind, required, _ = kind.partition(" not null")
        yield f"col_type_is({column}, {_text(kind)}, '')"
        yield f"col_{'not' if required else 'is'}_null({column}, '')"
        yield f"col_has{'' if default else 'nt'}_default({column}, '')"
    yield f"col_is_pk({where}, 'id'::name, '')"
    yield f"indexes_are({where}, ARRAY[{', '.join(_indexes(table))}])"
    for name in table.foreign_keys:
        column = name.removeprefix(f"{table.name}_").removesuffix("_fkey")
        yield f"col_is_fk({where}, {_text(column)}::name, '')"


def _indexes(table: Table) -> Iterator[str]:
    yield from map(_text, (f"{table.name}_pkey", *table.indexes))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
