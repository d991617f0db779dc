"""Ways out of the errors that migrations meet most: by SQLSTATE and what the message names.

SQLSTATE values: PostgreSQL manual, appendix "PostgreSQL Error Codes".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..manifest.quoting import scalar
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
_ROLE_EXISTS = re.compile(r'role "(?P<name>[^"]+)" already exists')
_SETTING = re.compile(r'unrecognized configuration parameter "(?P<name>[^"]+)"')
_USED = re.compile(
    r'(?:type|operator class) "(?P<name>[^"]+)" does not exist'
    r"|function (?:\w+\.)?(?P<function>\w+)\(.*\) does not exist"
)
_NO_CLASS = re.compile(r'has no default operator class for access method "(?P<method>gist|gin)"')
# What the extensions hold that platforms switch on, so that migrations use them unsaid.
_HELD_BY = {
    name: extension
    for extension, names in {
        "uuid-ossp": "uuid_generate_v1 uuid_generate_v4 uuid_generate_v5",
        "pgcrypto": "crypt gen_salt digest hmac gen_random_bytes pgp_sym_encrypt pgp_sym_decrypt",
        "pg_trgm": "gin_trgm_ops gist_trgm_ops similarity word_similarity",
        "citext": "citext",
        "hstore": "hstore",
        "ltree": "ltree",
        "unaccent": "unaccent",
        "vector": "vector halfvec vector_cosine_ops vector_l2_ops vector_ip_ops",
        "postgis": "geometry geography st_makepoint st_setsrid st_distance st_dwithin",
        "earthdistance": "ll_to_earth earth_distance earth_box",
    }.items()
    for name in names.split()
}
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
        return (_declared(f"roles: [{scalar(role['name'], in_flow=True)}]"),)
    return _for_setting(message) or _for_used(message)


def _for_used(message: ServerMessage) -> tuple[str, ...]:
    """For a type, function or operator class that an extension holds."""
    used = _USED.search(message.primary)
    lacking = _NO_CLASS.search(message.primary)
    name = (used["name"] or used["function"]) if used else ""
    extension = f"btree_{lacking['method']}" if lacking else _HELD_BY.get(name)
    if extension is None:
        return ()
    statement = f"CREATE EXTENSION {_quoted(extension)};"
    return (
        f"the extension {extension} has it; if the platform has that: {_in_prelude(statement)}",
    )


def _for_duplicate(message: ServerMessage) -> tuple[str, ...]:
    role = _ROLE_EXISTS.search(message.primary)
    if role is None:
        return ()
    create = f"CREATE ROLE {_quoted(role['name'])}"
    return (
        "a server of the audit's own, which no other role is on: --schema-audit-server embedded",
        f"make it only where it is not: DO $$ BEGIN {create}; EXCEPTION WHEN duplicate_object "
        "THEN END $$;",
    )


def _for_setting(message: ServerMessage) -> tuple[str, ...]:
    setting = _SETTING.search(message.primary)
    if setting is None:
        return ()
    if "." not in setting["name"]:
        return (
            "a major of PostgreSQL that knows it, as a dump of that: --schema-audit-postgres N",
        )
    return (
        _declared(f"settings: {{{setting['name']}: …}}"),
        "a server whose shared_preload_libraries load the module that knows it: "
        "--schema-audit-server env:NAME",
    )


def _for_schema(message: ServerMessage) -> tuple[str, ...]:
    schema = _SCHEMA.search(message.primary)
    if schema is None or schema["name"].startswith("pg_"):
        return ()
    statement = f"CREATE SCHEMA {_quoted(schema['name'])};"
    return (f"if the platform makes it: {_in_prelude(statement)}",)


def _declared(entry: str) -> str:
    return f"what the platform gives, in audit.yaml: `prelude: {{{entry}}}`"


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
    "22023": _for_undefined,
    "42710": _for_duplicate,
    "42883": _for_used,
    "3F000": _for_schema,
    "25001": _for_active_transaction,
    "55P04": _for_new_label,
    "22021": _for_bytes,
    "42501": _for_rights,
}
