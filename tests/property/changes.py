"""Random changes of a schema, one at a time, as the statement that a migration would have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.property.schemas import (
    HOSTILE,
    Column,
    Names,
    Schema,
    Table,
    columns,
    condition,
    enums,
    identifier,
    index_body,
    literal,
    new_index,
    tables,
)

Change = Callable[[DrawFn, Schema, Table, Names], str | None]
"""Draws a statement about a table; none where there is nothing it could be about."""


def add_column(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    column = draw(columns(names, schema.enums))
    taken = {one.name for one in table.columns}
    while column.name in taken:
        column = replace(column, name=names.new("more"))
    return f"ALTER TABLE {table.quoted} ADD {column.sql.replace('NOT NULL', '')}"


def _column(draw: DrawFn, table: Table) -> Column:
    return draw(st.sampled_from(table.columns))


def drop_column(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    return f"ALTER TABLE {table.quoted} DROP {_column(draw, table).quoted} CASCADE"


def rename_column(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    new = identifier(names.new("renamed"))
    return f"ALTER TABLE {table.quoted} RENAME {_column(draw, table).quoted} TO {new}"


def set_not_null(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    word = draw(st.sampled_from(("SET", "DROP")))
    return f"ALTER TABLE {table.quoted} ALTER {_column(draw, table).quoted} {word} NOT NULL"


def set_default(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    default = draw(st.sampled_from(("SET DEFAULT NULL", "DROP DEFAULT", "SET DEFAULT '1'")))
    return f"ALTER TABLE {table.quoted} ALTER {_column(draw, table).quoted} {default}"


def set_type(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    numbers = table.of("int")
    if not numbers:
        return None
    column = draw(st.sampled_from(numbers))
    type_ = draw(st.sampled_from(("bigint", "smallint", "integer")))
    return f"ALTER TABLE {table.quoted} ALTER {column.quoted} TYPE {type_}"


def add_index(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    made = new_index(draw, names, table)
    return made[1] if made else None


def drop_index(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    own = [index for index in schema.indexes if index.table.schema == table.schema]
    if not own:
        return None
    index = draw(st.sampled_from(own))
    return f"DROP INDEX {identifier(table.schema)}.{identifier(index.name)}"


def rename_index(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    own = [index for index in schema.indexes if index.table.schema == table.schema]
    if not own:
        return None
    index = draw(st.sampled_from(own))
    new = identifier(names.new("renamed"))
    return f"ALTER INDEX {identifier(table.schema)}.{identifier(index.name)} RENAME TO {new}"


def other_index(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    """The same name for another index, unique perhaps."""
    own = [index for index in schema.indexes if index.table == table]
    body = index_body(draw, table)
    if not own or body is None:
        return None
    index = draw(st.sampled_from(own))
    unique = draw(st.sampled_from(("", "UNIQUE "))) if body.startswith("btree") else ""
    quoted = identifier(index.name)
    return (
        f"DROP INDEX {identifier(table.schema)}.{quoted};"
        f"CREATE {unique}INDEX {quoted} ON {table.quoted} USING {body}"
    )


def to_constraint(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    """A unique index that becomes a constraint of its name."""
    columns_ = table.of("int", "text")
    if not columns_:
        return None
    column = draw(st.sampled_from(columns_))
    own = [index for index in schema.indexes if index.table == table]
    index = identifier(own[0].name if own else names.new("uq"))
    drop = f"DROP INDEX {identifier(table.schema)}.{index};" if own else ""
    return (
        f"{drop}CREATE UNIQUE INDEX {index} ON {table.quoted} ({column.quoted});"
        f"ALTER TABLE {table.quoted} ADD CONSTRAINT {index} UNIQUE USING INDEX {index}"
    )


def add_check(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    text = condition(draw, table)
    name = identifier(names.new("chk"))
    return text and f"ALTER TABLE {table.quoted} ADD CONSTRAINT {name} CHECK ({text})"


def drop_constraint(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    if not schema.constraints:
        return None
    one = draw(st.sampled_from(schema.constraints))
    return f"ALTER TABLE {one.table.quoted} DROP CONSTRAINT {identifier(one.name)} CASCADE"


def rename_constraint(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    own = [one for one in schema.constraints if one.table.schema == table.schema]
    if not own:
        return None
    one = draw(st.sampled_from(own))
    new = identifier(names.new("renamed"))
    quoted = identifier(one.name)
    return f"ALTER TABLE {one.table.quoted} RENAME CONSTRAINT {quoted} TO {new}"


def other_constraint(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    """The same name for a constraint of another kind."""
    if not schema.constraints:
        return None
    one = draw(st.sampled_from(schema.constraints))
    text = condition(draw, one.table)
    head = f"ALTER TABLE {one.table.quoted}"
    name = identifier(one.name)
    if text is None:
        return None
    return f"{head} DROP CONSTRAINT {name} CASCADE; {head} ADD CONSTRAINT {name} CHECK ({text})"


def new_table(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    return draw(tables(names, table.schema, schema)).sql


def drop_table(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    return f"DROP TABLE {table.quoted} CASCADE"


def rename_table(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    return f"ALTER TABLE {table.quoted} RENAME TO {identifier(names.new('renamed'))}"


def rename_table_and_more(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    """What a tool writes that keeps the names of indexes in step, and changes something too."""
    new = names.new("renamed")
    quoted = f"{identifier(table.schema)}.{identifier(new)}"
    statements = [f"ALTER TABLE {table.quoted} RENAME TO {identifier(new)}"]
    for index in schema.indexes:
        if index.table == table:
            old = f"{identifier(table.schema)}.{identifier(index.name)}"
            statements.append(f"ALTER INDEX {old} RENAME TO {identifier(names.new('moved'))}")
    text = condition(draw, table)
    if text:
        name = identifier(names.new("chk"))
        statements.append(f"ALTER TABLE {quoted} ADD CONSTRAINT {name} CHECK ({text})")
    return "; ".join(statements)


def change_table(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    trait = st.sampled_from(
        (
            *("SET (fillfactor = 55)", "RESET (fillfactor)", "ENABLE ROW LEVEL SECURITY"),
            *("FORCE ROW LEVEL SECURITY", "SET UNLOGGED", "SET LOGGED", "SET SCHEMA public"),
            "SET (autovacuum_enabled = off, toast.autovacuum_enabled = off)",
        )
    )
    return f"ALTER TABLE {table.quoted} {draw(trait)}"


def comment(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    text = draw(st.sampled_from(("NULL", *map(literal, HOSTILE))))
    about = draw(st.sampled_from(("TABLE", "COLUMN")))
    column = f".{table.columns[0].quoted}" if about == "COLUMN" else ""
    return f"COMMENT ON {about} {table.quoted}{column} IS {text}"


def change_enum(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    if not schema.enums:
        return None
    enum = draw(st.sampled_from(schema.enums))
    label = literal(enum.labels[0])
    new = literal("new" + draw(st.sampled_from(HOSTILE))[:20])
    change = draw(
        st.sampled_from(
            (
                f"ADD VALUE {new}",
                f"ADD VALUE {new} BEFORE {label}",
                f"RENAME VALUE {label} TO {new}",
                f"RENAME TO {identifier(schema.names[enum.schema].new('e'))}",
            )
        )
    )
    return f"ALTER TYPE {enum.quoted} {change}"


def new_enum(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    enum = draw(enums(names, table.schema))
    return f"CREATE TYPE {enum.quoted} AS ENUM ({', '.join(map(literal, enum.labels))})"


def new_sequence(draw: DrawFn, schema: Schema, table: Table, names: Names) -> str | None:
    return f"CREATE SEQUENCE {identifier(table.schema)}.{identifier(names.new('s'))} START 5"


CHANGES: Sequence[Change] = (
    *(add_column, drop_column, rename_column, set_not_null, set_default, set_type),
    *(add_index, drop_index, rename_index, other_index, to_constraint),
    *(add_check, drop_constraint, rename_constraint, other_constraint),
    *(new_table, drop_table, rename_table, rename_table_and_more, change_table, comment),
    *(change_enum, new_enum, new_sequence),
)


@st.composite
def changes(draw: DrawFn, schema: Schema) -> str | None:
    """Draw one change."""
    table = draw(st.sampled_from(schema.tables))
    return draw(st.sampled_from(CHANGES))(draw, schema, table, schema.names[table.schema])
