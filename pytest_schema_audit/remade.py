"""Bring CREATE statements to PostgreSQL's own form, by running them and reading the results back.

Objects of a schema are made in a scratch schema; what belongs to a relation is made on the actual
one, under a scratch name. All of it happens inside one transaction that is rolled back.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from psycopg import Connection, Error, sql

from . import multiranges
from .canonical import MOST_ROUNDS, Refused, silence_event_triggers
from .catalog.read import object_query, pin_settings, read_kinds
from .manifest.fragments import roles
from .manifest.object_kinds import OBJECT_KINDS
from .manifest.pieces import pieces
from .manifest.routine_names import language, own_name
from .model import SchemaObject

_DATA = re.compile(r"\s+with\s+(?:no\s+)?data\s*\Z", re.IGNORECASE)
_PARTITION = re.compile(r"\s*partition\s+of\b", re.IGNORECASE)
_COMPILED = {"c", "internal"}
_OUTSIDE = re.compile(r"\b(?:c|internal)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What follows an object's name in its CREATE statement, and where the object is.

    :ivar kind: a key of :data:`pytest_schema_audit.manifest.object_kinds.OBJECT_KINDS`.
    :ivar schema: its schema; empty for kinds outside schemas.
    :ivar sql: the text, already known to make one statement with the words before it.
    :ivar name: its name, which PostgreSQL makes others from; for kinds in schemas alone.
    """

    kind: str
    schema: str
    sql: str
    name: str = ""

    @property
    def within(self) -> bool:
        """Whether the object is one of a schema."""
        return OBJECT_KINDS[self.kind].naming in {"schema", "overloaded"}

    @property
    def home(self) -> str:
        """The schema that names without one are looked for in."""
        return self.schema or "public"

    @property
    def own_name(self) -> str:
        """The name without arguments; a sample where none is given."""
        overloaded = OBJECT_KINDS[self.kind].naming == "overloaded"
        return (own_name(self.name) if overloaded else self.name) or "x"

    @property
    def may_be_made(self) -> bool:
        """Whether making it executes nothing of the user's and needs no superuser.

        PostgreSQL loads the library of a function of LANGUAGE c when it is made. A partition
        cannot stand beside the one that it is compared with.
        """
        partition = self.kind == "foreign_table" and _PARTITION.match(self.sql)
        if partition or not OBJECT_KINDS[self.kind].made:
            return False
        return not _OUTSIDE.search(self.sql) or language(self.kind, self.sql) not in _COMPILED


def settled_forms(
    conn: Connection[Any], statements: Iterable[Statement]
) -> dict[Statement, str | Refused]:
    """Make statements again and again until PostgreSQL prints what it was given.

    :param conn: a connection outside any transaction, on the private database.
    :returns: each statement -> the text that stays, or why PostgreSQL refuses it.
    """
    stable: dict[Statement, str | Refused] = {}
    moving = {one: one for one in statements if one.may_be_made}
    for _ in range(MOST_ROUNDS):
        forms = remake(conn, moving.values())
        stable |= {origin: forms[current] for origin, current in moving.items()}
        moving = {
            origin: replace(current, sql=form)
            for origin, current in moving.items()
            if isinstance(form := forms[current], str) and form != current.sql
        }
        if not moving:
            break
    return stable


def remake(
    conn: Connection[Any], statements: Iterable[Statement]
) -> dict[Statement, str | Refused]:
    """Make statements under scratch names and read their definitions back.

    :param conn: a connection outside any transaction, on the private database.
    :param statements: what to make; duplicates are made once.
    """
    unique = list(dict.fromkeys(statements))
    if not unique:
        return {}
    prefix = f"schema_audit_scratch_{secrets.token_hex(4)}_"
    with conn.transaction(force_rollback=True):
        conn.execute("SET TRANSACTION READ WRITE")  # whatever the database's default is
        pin_settings(conn)
        if conn.info.parameter_status("is_superuser") == "on":
            silence_event_triggers(conn)
            if any(one.kind == "foreign_table" for one in unique):
                _silence_validators(conn)
        conn.execute("SET LOCAL check_function_bodies = off")
        conn.execute("SET LOCAL default_table_access_method = heap")
        _provide_roles(conn, unique)
        refused = _made(conn, unique, prefix)
        queries = {object_query(OBJECT_KINDS[one.kind].noun) for one in unique}
        read = read_kinds(conn, prefix, queries)
    found = {
        (one.kind, _number(one, prefix)): one.definition
        for rows in read.values()
        for one in rows
        if not one.clone
    }
    made = {
        one: _at_home(definition, f"{prefix}{number}", one)
        for number, one in enumerate(unique)
        if (definition := found.get((OBJECT_KINDS[one.kind].noun, number))) is not None
    }
    lacking = dict.fromkeys(unique, Refused("it is not there once made"))
    return {**lacking, **made, **refused}


def _made(
    conn: Connection[Any], statements: Sequence[Statement], prefix: str
) -> dict[Statement, Refused]:
    refused: dict[Statement, Refused] = {}
    for number, statement in enumerate(statements):
        scratch = f"{prefix}{number}"
        reason = _tried(conn, statement, scratch)
        if reason is not None:
            refused[statement] = Refused(_at_home(reason, scratch, statement))
    return refused


def _tried(conn: Connection[Any], statement: Statement, scratch: str) -> str | None:
    """Make one; return PostgreSQL's message if it refuses.

    Objects of schemas keep their names, since names of others are made from them (a domain's
    checks), and each gets a schema of its own. It is the first of the path: PostgreSQL makes
    there what comes with the object, and looks for everything in `pg_catalog` before.
    """
    name = (
        sql.Identifier(scratch, statement.own_name) if statement.within else sql.Identifier(scratch)
    )
    path = sql.SQL("SET LOCAL search_path = {}")
    schemas = [scratch, "public", statement.home][not statement.within :]
    try:
        with conn.transaction(), conn.pipeline():
            for schema in _scratch_schemas(statement, scratch):
                conn.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
            conn.execute(path.format(sql.SQL(", ").join(map(sql.Identifier, schemas))))
            for part in pieces(statement.kind, statement.sql, name.as_string(conn)):
                conn.execute(_copied(statement, part.whole, scratch).encode())
    except Error as error:
        return str(error.diag.message_primary or error)
    return None


def _scratch_schemas(statement: Statement, scratch: str) -> list[str]:
    """Name the schemas that a copy needs."""
    if not statement.within:
        return []
    is_range = statement.kind == "range_type"
    return [scratch, multiranges.elsewhere(scratch)] if is_range else [scratch]


def _copied(statement: Statement, whole: str, scratch: str) -> str:
    """Return what makes a copy, and runs nothing."""
    if statement.kind == "range_type":
        return multiranges.put_aside(whole, statement.home, scratch)
    return runnable(statement.kind, whole)


def _provide_roles(conn: Connection[Any], statements: Iterable[Statement]) -> None:
    """Make the roles that policies name and the server lacks; they go with the transaction."""
    named = {
        role for one in statements if one.kind == "policy" for role in roles("policy", one.sql)
    }
    there = {name for (name,) in conn.execute("SELECT rolname FROM pg_catalog.pg_roles")}
    for role in sorted(named - there):
        # Without the right to make roles, PostgreSQL refuses the policy, and says why.
        with suppress(Error), conn.transaction():
            conn.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))


def _silence_validators(conn: Connection[Any]) -> None:
    """Keep foreign-data wrappers from running their own code on options."""
    found = conn.execute(
        "SELECT w.fdwname FROM pg_catalog.pg_foreign_data_wrapper AS w WHERE w.fdwvalidator <> 0"
    ).fetchall()
    for (name,) in found:
        form = sql.SQL("ALTER FOREIGN DATA WRAPPER {} NO VALIDATOR")
        conn.execute(form.format(sql.Identifier(name)))


def _at_home(text: str, scratch: str, statement: Statement) -> str:
    """Take the scratch schema off the names in a text."""
    if statement.kind == "range_type":
        (whole,) = pieces(statement.kind, statement.sql)
        text = multiranges.at_home(text, whole.whole, statement.home, scratch)
    return text.replace(f"{scratch}.", "")


def _number(one: SchemaObject, prefix: str) -> int:
    """Return which statement made an object, by its schema or its own name; -1 for none."""
    for name in (one.schema, one.name):
        found = name.removeprefix(prefix).partition("(")[0]
        if name.startswith(prefix) and found.isdigit():
            return int(found)
    return -1


def runnable(kind: str, whole: str) -> str:
    """Keep a materialized view from running its query.

    :param kind: the kind of the object.
    :param whole: its CREATE statement.
    """
    return f"{_DATA.sub('', whole)} WITH NO DATA" if kind == "materialized_view" else whole
