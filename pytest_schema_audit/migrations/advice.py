"""Ways out of the errors that migrations meet most: by SQLSTATE and what the message names.

SQLSTATE values: PostgreSQL manual, appendix "PostgreSQL Error Codes".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .session import ServerMessage

# Images and Debian packages of the extensions that contrib does not hold. A package name has
# the major version in front: postgresql-16-pgvector.
_IMAGES = {
    "vector": "pgvector/pgvector:pg{major}",
    "postgis": "postgis/postgis:{major}-3.6",
    "timescaledb": "timescale/timescaledb:latest-pg{major}",
}
_DEBIAN = {
    "vector": "pgvector",
    "postgis": "postgis-3",
    "postgis_topology": "postgis-3",
    "postgis_raster": "postgis-3",
    "pg_cron": "cron",
    "pg_partman": "partman",
    "pg_stat_kcache": "pg-stat-kcache",
    "pg_repack": "repack",
    "pgmq": "pgmq",
}

_EXTENSION = (
    re.compile(r'extension "(?P<name>[^"]+)" is not available'),
    re.compile(r'could not open extension control file ".*/(?P<name>[^/"]+)\.control"'),
)
_ROLE = re.compile(r'role "(?P<name>[^"]+)" does not exist')
_SETTING = re.compile(r'unrecognized configuration parameter "(?P<name>[^"]+)"')
_SIMPLE = re.compile(r"[a-z_][a-z0-9_]*")
_SCHEMA = re.compile(r'schema "(?P<name>[^"]+)" does not exist')


def missing_extension(message: ServerMessage) -> str | None:
    """The extension that the server does not have, when that is what the message says.

    58P01 on PostgreSQL 14 (the control file), 0A000 from 15 on.
    """
    if message.sqlstate not in {"58P01", "0A000"}:
        return None
    matches = (pattern.search(message.primary) for pattern in _EXTENSION)
    return next((match["name"] for match in matches if match), None)


def ways_out(message: ServerMessage) -> tuple[str, ...]:
    """What a user can do about an error; empty where the message says all there is."""
    extension = missing_extension(message)
    if extension is not None:
        return _for_extension(extension, message.major)
    advise = _BY_STATE.get(message.sqlstate)
    return advise(message) if advise else ()


def _for_extension(name: str, major: int) -> tuple[str, ...]:
    image = _IMAGES.get(name, "IMAGE_THAT_HAS_IT").format(major=major)
    package = f"postgresql-{major}-{_DEBIAN.get(name, name.replace('_', '-'))}"
    return (
        f"--schema-audit-server docker --schema-audit-image {image}",
        f"a PostgreSQL {major} installed on this machine, with the extension "
        f"(Debian: apt-get install {package})",
        "a server of your own that has it: --schema-audit-server env:NAME",
    )


def _for_undefined(message: ServerMessage) -> tuple[str, ...]:
    role = _ROLE.search(message.primary)
    if role:
        return (_in_prelude(f"CREATE ROLE {_quoted(role['name'])};"),)
    return _for_setting(message)


def _for_setting(message: ServerMessage) -> tuple[str, ...]:
    setting = _SETTING.search(message.primary)
    if setting is None:
        return ()
    return (
        _in_prelude(f'ALTER DATABASE :"DBNAME" SET {setting["name"]} = …;'),
        "a server whose shared_preload_libraries load the module that knows it: "
        "--schema-audit-server env:NAME",
    )


def _for_schema(message: ServerMessage) -> tuple[str, ...]:
    schema = _SCHEMA.search(message.primary)
    if schema is None:
        return ()
    statement = f"CREATE SCHEMA {_quoted(schema['name'])};"
    return (f"if the platform makes it: {_in_prelude(statement)}",)


def _in_prelude(statement: str) -> str:
    return f"a SQL file that runs first, in audit.yaml `prelude: prelude.sql`, with: {statement}"


def _quoted(name: str) -> str:
    """A name as SQL writes it, with quotes where it needs them."""
    return name if _SIMPLE.fullmatch(name) else '"' + name.replace('"', '""') + '"'


def _for_active_transaction(message: ServerMessage) -> tuple[str, ...]:
    return (
        "put the statement into a migration of its own: it cannot share a transaction, and a "
        "file of several statements is one",
    )


def _for_new_label(message: ServerMessage) -> tuple[str, ...]:
    return ("use the new label in a later migration: ALTER TYPE … ADD VALUE must commit first",)


def _for_bytes(message: ServerMessage) -> tuple[str, ...]:
    return ("save the file as UTF-8",)


def _for_rights(message: ServerMessage) -> tuple[str, ...]:
    return (
        "a server on which the role may do this: --schema-audit-server embedded, docker, or "
        "env:NAME with a role that has the right",
    )


_BY_STATE: dict[str, Callable[[ServerMessage], tuple[str, ...]]] = {
    "42704": _for_undefined,
    "3F000": _for_schema,
    "25001": _for_active_transaction,
    "55P04": _for_new_label,
    "22021": _for_bytes,
    "42501": _for_rights,
}
