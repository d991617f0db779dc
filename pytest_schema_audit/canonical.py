"""Bring definitions to PostgreSQL's own form, by making them on the server and reading them back.

What a person writes and what PostgreSQL prints may differ and mean the same; only PostgreSQL knows.
Each definition is made on an empty copy of the **actual** table, in a scratch schema, inside one
transaction that is rolled back, and read with the queries the audit itself uses.

On the manifest's own shape, one changed column type would change the form of every expression over
that column; that is why the copy has the actual columns.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal, TypeAlias

from psycopg import Connection, Error, sql

from .catalog.read import pin_settings, read_kinds
from .model import Column, Constraint, Index, QualifiedName, Snapshot
from .notation import column_text
from .spelling import quote, with_options

DefinitionKind: TypeAlias = Literal["column", "constraint", "index", "unique index"]


@dataclass(frozen=True, slots=True)
class Definition:
    """One thing to make on a copy of a table.

    :ivar table: schema and name of the actual table.
    :ivar name: the column's name; constraints and indexes get names of their own.
    :ivar sql: the definition, already known to be a single element.
    """

    kind: DefinitionKind
    table: QualifiedName
    name: str
    sql: str


@dataclass(frozen=True, slots=True)
class Form:
    """What PostgreSQL made of a definition; a key constraint also makes an index."""

    column: Column | None = None
    constraint: Constraint | None = None
    index: Index | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """PostgreSQL would not make it.

    :ivar reason: its message, on one line.
    """

    reason: str


_BY_TABLE = re.compile(
    r"GENERATED|SERIAL|CHECK|REFERENCES|CONSTRAINT|PRIMARY|UNIQUE", re.IGNORECASE
)
"""Words of a column that can depend on its table: by other columns, or in names."""

_COLUMNS = 500
"""Columns to a scratch table, of which one can have 1,600."""

MOST_ROUNDS = 4
"""How often a text is made anew; two rounds suffice for everything seen."""


def printed(table: QualifiedName, name: str, form: Form) -> Definition:
    """Write what PostgreSQL printed as a definition that it could make again."""
    if form.column:
        return Definition("column", table, name, column_text(form.column))
    if form.constraint:
        options = form.index.options if form.index else ()
        return Definition(
            "constraint", table, name, with_options(form.constraint.definition, options)
        )
    if form.index is None:
        raise TypeError(f"{name}: a form with nothing in it")
    kind: DefinitionKind = "unique index" if form.index.unique else "index"
    return Definition(kind, table, name, form.index.definition)


def fixpoints(
    conn: Connection[Any], snapshot: Snapshot, definitions: Iterable[Definition]
) -> dict[Definition, Definition]:
    """Make definitions again and again until PostgreSQL prints what it was given.

    :param conn: a connection outside any transaction, on the private database.
    :returns: each definition -> the text that stays; itself where PostgreSQL refuses to make it.
    """
    stable = {definition: definition for definition in definitions}
    moving = dict(stable)
    for _ in range(MOST_ROUNDS):
        forms = realise(conn, snapshot, moving.values())
        stable |= moving
        moving = {
            origin: new
            for origin, current in moving.items()
            if isinstance(form := forms[current], Form)
            and (new := printed(current.table, current.name, form)).sql != current.sql
        }
        if not moving:
            break
    return stable | moving


@dataclass(frozen=True, slots=True)
class _Copy:
    """A scratch copy of one table with definitions that can stand side by side on it.

    :ivar number: distinguishes the copies: names of indexes are a schema's, not a table's.
    """

    number: int
    schema: str
    table: QualifiedName
    definitions: tuple[Definition, ...]

    @property
    def relation(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.table[1])

    def made_name(self, number: int) -> str:
        """Name the constraint or index made of a definition."""
        return f"schema_audit_{self.number}_{number}"

    def at_home(self, text: str) -> str:
        """Name what stands beside the copy as if it stood beside the actual table."""
        home = "" if self.table[0] == "public" else f"{quote(self.table[0])}."
        return text.replace(f"{self.schema}.", home)


def realise(
    conn: Connection[Any], snapshot: Snapshot, definitions: Iterable[Definition]
) -> dict[Definition, Form | Refused]:
    """Make definitions on scratch copies of their tables and read them back.

    :param conn: a connection outside any transaction, on the audited private database.
    :param snapshot: where the actual columns come from.
    :param definitions: what to make; duplicates are made once.
    """
    unique = tuple(dict.fromkeys(definitions))
    if not unique:
        return {}
    prefix = f"schema_audit_scratch_{secrets.token_hex(4)}_"
    stand_ins = _stand_ins(unique, prefix)
    copies = _placed(tuple(dict.fromkeys(stand_ins.values())), prefix)
    with conn.transaction(force_rollback=True):
        conn.execute("SET TRANSACTION READ WRITE")  # whatever the database's default is
        prepare(conn, {copy.schema for copy in copies})
        refused = _make(conn, snapshot, copies)
        made = read_kinds(conn, prefix, ("columns", "constraints", "indexes"))
        forms = _forms(copies, made) | refused
    return {one: _of_its_own(one, other, forms[other]) for one, other in stand_ins.items()}


def _stand_ins(definitions: Iterable[Definition], prefix: str) -> dict[Definition, Definition]:
    """Say what is made for each definition: itself, or a column that means the same anywhere.

    Many columns of a schema have one definition, which is made once, beside others.

    :param prefix: begins the names of the tables that hold them; no other table's does.
    """
    made: dict[tuple[str, str], Definition] = {}
    stand_ins: dict[Definition, Definition] = {}
    for definition in definitions:
        stand_ins[definition] = definition
        if definition.kind == "column" and not _BY_TABLE.search(definition.sql):
            table = (definition.table[0], f"{prefix}{len(made) // _COLUMNS}")
            one = Definition("column", table, f"schema_audit_{len(made)}", definition.sql)
            stand_ins[definition] = made.setdefault((table[0], definition.sql), one)
    return stand_ins


def _of_its_own(wanted: Definition, made: Definition, form: Form | Refused) -> Form | Refused:
    """Give what was made for a definition the definition's own name."""
    if made is wanted:
        return form
    if isinstance(form, Refused):
        reason = form.reason.replace(f'"{made.name}"', f'"{wanted.name}"')
        return Refused(reason.replace(f'"{made.table[1]}"', f'"{wanted.table[1]}"'))
    return Form(column=form.column and replace(form.column, name=wanted.name))


def _placed(definitions: Sequence[Definition], prefix: str) -> list[_Copy]:
    """Spread the definitions over as few copies as possible, same names in different schemas."""
    slots: dict[tuple[QualifiedName, bool, int], list[Definition]] = {}
    taken: dict[tuple[QualifiedName, str], int] = {}
    for definition in definitions:
        conflict = _conflict(definition)
        lane = taken.get((definition.table, conflict), 0)
        if conflict:
            taken[definition.table, conflict] = lane + 1
        # Columns apart: every other definition has to see the actual ones.
        is_column = definition.kind == "column"
        slots.setdefault((definition.table, is_column, lane), []).append(definition)
    used: dict[str, int] = {}
    copies: list[_Copy] = []
    for (table, _, _), group in slots.items():
        used[table[1]] = used.get(table[1], -1) + 1
        schema = f"{prefix}{used[table[1]]}"
        copies.append(_Copy(len(copies), schema, table, tuple(group)))
    return copies


def _conflict(definition: Definition) -> str:
    """Name what only one definition on a copy can have: a column, or the primary key."""
    if definition.kind == "column":
        return f"column {definition.name}"
    return "primary key" if _is_primary(definition) else ""


def _is_primary(definition: Definition) -> bool:
    return definition.kind == "constraint" and definition.sql.lstrip()[:7].upper() == "PRIMARY"


def silence_event_triggers(conn: Connection[Any]) -> None:
    """Keep a user's event triggers from firing on scratch objects, for the current transaction.

    Replica mode silences those that are enabled by default; all of them can be off since 17.

    :param conn: a superuser's connection.
    """
    conn.execute("SET LOCAL session_replication_role = replica")
    if conn.info.server_version >= 170000:
        conn.execute("SET LOCAL event_triggers = off")


def prepare(conn: Connection[Any], schemas: Iterable[str]) -> None:
    """Make schemas for scratch tables in a transaction that will be rolled back.

    :param conn: a connection on the private database.
    :param schemas: their names.
    """
    pin_settings(conn)
    if conn.info.parameter_status("is_superuser") == "on":
        silence_event_triggers(conn)
    conn.execute("SET LOCAL check_function_bodies = off")
    for schema in sorted(schemas):
        conn.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def _make(
    conn: Connection[Any], snapshot: Snapshot, copies: Sequence[_Copy]
) -> dict[Definition, Form | Refused]:
    """Make copies and all their definitions at once; where one is refused, find out which.

    Half of them at a time: a few that are refused among thousands cost a few more attempts.
    """
    statements = [
        statement
        for schema, there in groupby(copies, lambda copy: copy.table[0])
        for statement in (
            search_path(schema),
            *(one for copy in there for one in _statements(snapshot, copy)),
        )
    ]
    if _tried(conn, statements) is None:
        return {}
    if len(copies) > 1:
        middle = len(copies) // 2
        halves = (_make(conn, snapshot, part) for part in (copies[:middle], copies[middle:]))
        return {definition: form for half in halves for definition, form in half.items()}
    copy = copies[0]
    conn.execute(search_path(copy.table[0]))
    refused = _make_singly(conn, snapshot, copy)
    return {definition: Refused(copy.at_home(reason)) for definition, reason in refused.items()}


def _statements(snapshot: Snapshot, copy: _Copy) -> Iterator[sql.Composed]:
    """Make a copy and, but for columns, which are made with it, its definitions."""
    yield _create_table(snapshot, copy, copy.definitions)
    for number, definition in enumerate(copy.definitions):
        if definition.kind != "column":
            yield _statement(copy, number)


def search_path(schema: str) -> sql.Composed:
    """Return the statement that lets texts name what is in a table's schema without it."""
    path = sql.SQL("SET LOCAL search_path = pg_catalog, public, {}")
    return path.format(sql.Identifier(schema))


def _make_singly(conn: Connection[Any], snapshot: Snapshot, copy: _Copy) -> dict[Definition, str]:
    """Make a copy and its definitions one by one; return why PostgreSQL refuses which."""
    refused: dict[Definition, str] = {}
    columns: list[Definition] = []
    for definition in copy.definitions:
        if definition.kind == "column":
            alone = _create_table(snapshot, copy, [definition])
            drop = sql.SQL("DROP TABLE {}").format(copy.relation)
            reason = _tried(conn, [alone, drop])
            columns += [definition] if reason is None else []
            refused |= {definition: reason} if reason is not None else {}
    reason = _tried(conn, [_create_table(snapshot, copy, columns)])
    if reason is not None:
        return dict.fromkeys(copy.definitions, reason)
    for number, definition in enumerate(copy.definitions):
        if definition.kind != "column":
            reason = _tried(conn, [_statement(copy, number)])
            refused |= {definition: reason} if reason is not None else {}
    return refused


def _tried(conn: Connection[Any], statements: Sequence[sql.Composed]) -> str | None:
    """Run statements, all or none of them; return PostgreSQL's message if it refused one."""
    try:
        with conn.transaction():
            _run_together(conn, statements)
    except Error as error:
        return str(error.diag.message_primary or error)
    return None


def _run_together(conn: Connection[Any], statements: Sequence[sql.Composed]) -> None:
    """Run statements at once; an error is raised behind the pipeline.

    What follows a refused statement is aborted, and psycopg logs a warning of its own for that
    when an error leaves the pipeline: it would stand beside the failing test.
    """
    errors: list[Error] = []
    try:
        with conn.pipeline():
            try:
                for statement in statements:
                    conn.execute(statement)
            except Error as error:
                errors.append(error)
    except Error as error:
        errors.append(error)
    if errors:
        raise errors[0]


def _create_table(
    snapshot: Snapshot, copy: _Copy, definitions: Sequence[Definition]
) -> sql.Composed:
    """The actual columns, with the definitions of columns among them in their places."""
    wanted = {d.name: d.sql for d in definitions if d.kind == "column"}
    return create_table(snapshot, copy.table, copy.relation, wanted)


def create_table(
    snapshot: Snapshot, table: QualifiedName, relation: sql.Identifier, wanted: Mapping[str, str]
) -> sql.Composed:
    """Return the statement that makes a copy of a table: its columns, and nothing else.

    :param table: the actual one; there need be none.
    :param relation: the copy.
    :param wanted: column -> its definition, for those that get more than type and collation.
    """
    parts = [
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(text))
        for name, text in _shape(snapshot, table, wanted)
    ]
    return sql.SQL("CREATE TABLE {} ({})").format(relation, sql.SQL(", ").join(parts))


def _shape(
    snapshot: Snapshot, table: QualifiedName, wanted: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    actual = snapshot.columns.get(table, {})
    for column in actual.values():
        plain = column.type + (f" COLLATE {column.collation}" if column.collation else "")
        yield column.name, wanted.get(column.name, plain)
    yield from ((name, text) for name, text in wanted.items() if name not in actual)


def _statement(copy: _Copy, number: int) -> sql.Composed:
    definition = copy.definitions[number]
    name = sql.Identifier(copy.made_name(number))
    text = sql.SQL(definition.sql)
    if definition.kind == "constraint":
        form = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        return form.format(copy.relation, name, text)
    unique = sql.SQL("UNIQUE " if definition.kind == "unique index" else "")
    form = sql.SQL("CREATE {}INDEX {} ON {} USING {}")
    return form.format(unique, name, copy.relation, text)


def _forms(
    copies: Sequence[_Copy], made: Mapping[str, Sequence[Any]]
) -> dict[Definition, Form | Refused]:
    columns = {(c.schema, c.table, c.name): c for c in made["columns"]}
    constraints = {(k.schema, k.table, k.name): k for k in made["constraints"]}
    indexes = {(i.schema, i.table, i.name): i for i in made["indexes"]}
    forms: dict[Definition, Form | Refused] = {}
    for copy in copies:
        for number, definition in enumerate(copy.definitions):
            where = (copy.schema, copy.table[1])
            if definition.kind == "column":
                column = columns.get((*where, definition.name))
                # The sequence of `serial` is made beside the copy.
                default = copy.at_home(column.default) if column else ""
                forms[definition] = Form(column=column and replace(column, default=default))
            else:
                key = (*where, copy.made_name(number))
                forms[definition] = Form(constraint=constraints.get(key), index=indexes.get(key))
    return forms
