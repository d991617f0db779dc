"""The layouts, one module per family, and how one is chosen for a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ..errors import MigrationError
from ..naming import in_the_future
from ..plan import Options, Plan
from .annotated import DBMATE, GOOSE, SQL_MIGRATE
from .files import FILES, SCHEMA
from .flyway import FLYWAY
from .folders import DIESEL, SUPABASE
from .layout import Layout, require_readable
from .plain import PLAIN
from .prisma import PRISMA
from .tern import TERN
from .updown import GOLANG_MIGRATE, SQLX

# In the order in which they are asked: what its names betray comes before what takes anything.
_IN_ORDER = (
    *(PRISMA, DIESEL, SUPABASE, FLYWAY, SQLX, GOLANG_MIGRATE),
    *(GOOSE, DBMATE, SQL_MIGRATE, TERN, SCHEMA, FILES, PLAIN),
)
LAYOUTS: Mapping[str, Layout] = MappingProxyType({layout.name: layout for layout in _IN_ORDER})
_TAKING_SCHEMA = tuple(layout.name for layout in _IN_ORDER if layout.takes_schema)


def discover(path: Path, *, layout: str | None = None, options: Options | None = None) -> Plan:
    """Read a migrations folder or file; no database is needed.

    :param path: the folder, or a single SQL file.
    :param layout: a key of :data:`LAYOUTS`; without one the path decides.
    :param options: what the manifest says besides.
    :raises MigrationError: when there is nothing to apply, the layout is unknown or cannot be
        told, or the files contradict it.
    """
    if layout is not None and layout not in LAYOUTS:
        raise MigrationError.unknown_layout(layout, LAYOUTS)
    require_readable(path)
    options = options or Options()
    if layout is not None:
        plan = _named(LAYOUTS[layout], path, options)
    else:
        chosen, root = detect(path)
        plan = chosen.discover(root, options)
    if options.schema and not LAYOUTS[plan.layout].takes_schema:
        raise MigrationError.no_schema(options.schema, plan.layout, _TAKING_SCHEMA)
    ledger = (options.schema, plan.ledger[1]) if options.schema and plan.ledger else plan.ledger
    return replace(plan, ledger=ledger, problems=(*plan.problems, *in_the_future(plan.migrations)))


def detect(path: Path) -> tuple[Layout, Path]:
    """Tell the layout of a path from its names, and where these do not tell, its text.

    A folder that only holds the migrations folder, as `prisma/` does, stands for it.

    :return: the layout, and the path that it reads.
    :raises MigrationError: when none recognises it.
    """
    candidates = [(layout, path) for layout in _IN_ORDER if layout is not PLAIN]
    if (path / "migrations").is_dir():
        candidates += [(layout, path / "migrations") for layout in _IN_ORDER if layout is not PLAIN]
    for layout, root in (*candidates, (PLAIN, path)):
        if layout.recognises(root):
            return layout, root
    raise MigrationError.undetected(path, LAYOUTS)


def _named(layout: Layout, path: Path, options: Options) -> Plan:
    if path.is_file() and layout not in {SCHEMA, FILES, PLAIN}:
        raise MigrationError.not_a_folder(path, layout.name)
    return layout.discover(path, options)
