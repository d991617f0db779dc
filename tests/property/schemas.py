"""Random schemas: every shape that a manifest can describe, as SQL that PostgreSQL accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

HOSTILE = (
    *("a", "order", "Aa", "a.b", '"', 'say "x"', "select", "a b", " x", "x ", "naïve", "a: b"),
    *(" #x", "a[1]", "a::b", "{", "}", "-", "- a", "?", "'", "it's", "\\", "a\nb", "\t", "NO"),
    *("on", "null", "~", "1e3", "0x1F", "1:30", "2020-01-01", "%", "%s", "🐘", "x" * 63, "é" * 31),
    *("&a", "*a", "!a", "|", ">", "@", "`", "a,b", "#", ":", "=", "<<", "\u2028", "\x7f", "\u00a0"),
    *("database", "tables", "is", "when", "comment", "public.a", "columns", "/", "--", "/* x"),
)
"""Names that YAML, SQL, node ids or file systems could trip over."""


def identifier(name: str) -> str:
    """Quote a name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True)
class Column:
    """A column: what expressions over it may look like depends on its type's family."""

    name: str
    type: str
    family: str
    clauses: str = ""

    @property
    def sql(self) -> str:
        return f"{identifier(self.name)} {self.type} {self.clauses}".strip()

    @property
    def quoted(self) -> str:
        return identifier(self.name)


@dataclass(frozen=True)
class Table:
    """A table as it is created; what else belongs to it are statements of the schema."""

    schema: str
    name: str
    columns: tuple[Column, ...]
    suffix: str = ""
    is_partition: bool = False

    @property
    def quoted(self) -> str:
        return f"{identifier(self.schema)}.{identifier(self.name)}"

    @property
    def sql(self) -> str:
        columns = ", ".join(column.sql for column in self.columns)
        persistence, _, rest = self.suffix.rpartition("|")
        return f"CREATE {persistence} TABLE {self.quoted} ({columns}) {rest}"

    def of(self, *families: str) -> list[Column]:
        """Its columns of some families of types."""
        return [column for column in self.columns if column.family in families]


@dataclass(frozen=True)
class Enum:
    """An enumerated type."""

    schema: str
    name: str
    labels: tuple[str, ...]

    @property
    def quoted(self) -> str:
        return f"{identifier(self.schema)}.{identifier(self.name)}"


@dataclass(frozen=True)
class Named:
    """An index or a constraint of a table."""

    table: Table
    name: str


@dataclass(repr=False)
class Schema:
    """A schema: the statements that make it, and what later changes may be about."""

    major: int
    statements: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    enums: list[Enum] = field(default_factory=list)
    indexes: list[Named] = field(default_factory=list)
    constraints: list[Named] = field(default_factory=list)
    names: dict[str, Names] = field(default_factory=dict)

    def __repr__(self) -> str:
        return ";\n".join(self.statements)


TYPES = (
    *(("smallint", "int"), ("integer", "int"), ("bigint", "int"), ("numeric(10,2)", "number")),
    *(("numeric", "number"), ("real", "number"), ("double precision", "number"), ("text", "text")),
    *(("money", "plain"), ("varchar(20)", "text"), ("varchar", "text"), ("char(3)", "char")),
    *(('"char"', "plain"), ("name", "plain"), ("boolean", "bool"), ("date", "time")),
    *(("timestamp(3)", "time"), ("timestamptz", "tz"), ("time", "plain"), ("timetz", "plain")),
    *(("interval", "plain"), ("interval day to second(2)", "plain"), ("uuid", "plain")),
    *(("json", "plain"), ("jsonb", "json"), ("bytea", "plain"), ("bit(3)", "plain")),
    *(("bit varying(5)", "plain"), ("inet", "plain"), ("cidr", "plain"), ("macaddr", "plain")),
    *(("point", "geo"), ("box", "geo"), ("xml", "plain"), ("tsvector", "tsvector")),
    *(("int4range", "range"), ("tstzrange", "range"), ("oid", "plain"), ("regclass", "plain")),
    *(("integer[]", "array"), ("text[]", "array"), ("varchar(5)[][]", "array")),
    *(("numeric(4,1)[3]", "array"), ("timestamp(0) without time zone[]", "array")),
)

DEFAULTS: dict[str, tuple[str, ...]] = {
    "int": ("0", "-1", "1 + 1", "'7'", "length('abc')", "(2 * 3)::int"),
    "number": ("0", "1.5", "-0.5", "'3'"),
    "text": (
        "''",
        "'it''s'",
        "'a: b'",
        "'ticket #1'",
        "'x'::text",
        "upper('a')",
        "E'a\\nb'",
        "NULL",
    ),
    "char": ("'a'", "'abc'", "''"),
    "bool": ("true", "false", "1 > 0"),
    "time": ("now()", "CURRENT_TIMESTAMP", "'2020-01-01'", "now() + interval '1 day'"),
    "tz": ("now()", "CURRENT_TIMESTAMP", "'2020-01-01'", "now() + interval '1 day'"),
    "json": ("'{}'", "'{\"a\": [1, 2]}'", "jsonb_build_object('a', 1)"),
    "array": ("'{}'", "ARRAY[]::text[]::varchar[]::text[]"),
    "range": ("'empty'",),
    "tsvector": ("''",),
    "geo": (),
    "plain": (),
}

CONDITIONS: dict[str, tuple[str, ...]] = {
    "int": (
        "{} > 0",
        "{} BETWEEN 1 AND 10",
        "{} IN (1, 2, 3)",
        "{} <> ALL (ARRAY[1, 2])",
        "{} % 2 = 0",
    ),
    "number": ("{} >= 0", "{} < 1.5", "{} > 0 AND {} < 100", "abs({}) < 3"),
    "text": (
        *("{} IN ('a', 'b')", "{} = 'x'", "{} <> ''", "length({}) < 10", "{} ~ '^[a-z]+$'"),
        *("{} LIKE 'a%'", "{} NOT IN ('NO', 'a: b', ' #')", "lower({}) = {}", "{} IN ('one')"),
        *("{} IS NOT NULL", "coalesce({}, '') <> 'it''s'", "{} IN ('a', 'b') OR {} IS NULL"),
    ),
    "char": ("{} = 'a'", "{} IN ('a', 'b')", "{} <> 'x  '"),
    "bool": ("{}", "NOT {}", "{} IS TRUE", "{} = true"),
    "time": ("{} > '2020-01-01'", "{} IS NOT NULL", "extract(year from {}) > 2000"),
    "tz": ("{} > '2020-01-01'", "{} IS NOT NULL"),
    "json": ("{} ? 'a'", "jsonb_typeof({}) = 'object'", "{}->>'a' = 'b'"),
    "array": ("cardinality({}) > 0", "{} IS NOT NULL"),
    "range": ("NOT isempty({})", "lower({}) < upper({})"),
}

KEYS: dict[str, tuple[str, ...]] = {
    "int": ("{}", "{} DESC", "{} NULLS FIRST", "({} + 1)", "{} DESC NULLS LAST"),
    "number": ("{}", "abs({})", "{} DESC"),
    "text": (
        *("{}", "lower({})", '{} COLLATE "C"', "{} text_pattern_ops", "(({} || 'x'))"),
        *('{} COLLATE "C" text_pattern_ops DESC', "substr({}, 1, 2)", "({} = 'a')"),
    ),
    "char": ("{}", "lower({})", "{} bpchar_pattern_ops"),
    "bool": ("{}", "(NOT {})"),
    "time": ("{}", "{} DESC NULLS LAST", "({} IS NULL)"),
    "tz": ("{}", "{} DESC NULLS LAST"),
    "plain": (),
}

SPECIAL_INDEXES: dict[str, tuple[str, ...]] = {
    "json": ("gin ({})", "gin ({} jsonb_path_ops)", "gin (({}->'a'))", "btree (({}->>'a'))"),
    "array": ("gin ({})", "gin ({}) WITH (fastupdate=off)"),
    "tsvector": ("gin ({})", "gist ({})"),
    "range": ("gist ({})", "btree ({})", "spgist ({})"),
    "geo": ("gist ({})",),
    "int": ("brin ({}) WITH (pages_per_range=8)", "hash ({})", "btree ({}) WITH (fillfactor=70)"),
    "text": ("hash ({})", "gin (to_tsvector('english', {}))", "spgist (({}::text))"),
    "time": ("brin ({} )", "btree ({})"),
}

ACTIONS = (
    *("", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON UPDATE CASCADE ON DELETE RESTRICT"),
    *(" ON DELETE SET DEFAULT", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " NOT VALID"),
    *(" ON UPDATE NO ACTION", " MATCH FULL ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE"),
)


def over(text: str, column: Column) -> str:
    """Put a column in the place of every pair of braces."""
    return column.quoted.join(text.split("{}"))


class Names:
    """Names that are unlike each other within one schema of a database."""

    def __init__(self, draw: DrawFn) -> None:
        self._draw = draw
        self._taken: set[str] = set()
        self._hostile = draw(st.booleans())

    def new(self, word: str) -> str:
        """A name nothing has."""
        base = self._draw(st.sampled_from(HOSTILE)) if self._hostile else word
        candidates = (base if n == 0 else f"{base[:28]}{n}" for n in count())
        name = next(one for one in candidates if one not in self._taken)
        self._taken.add(name)
        return name


def chance(draw: DrawFn, one_in: int) -> bool:
    """Whether something rather rare is the case."""
    return draw(st.integers(0, one_in - 1)) == one_in - 1


@st.composite
def columns(draw: DrawFn, names: Names, enums: Sequence[Enum]) -> Column:
    """Draw a column."""
    name = names.new("c")
    if enums and chance(draw, 4):
        enum = draw(st.sampled_from(enums))
        default = f" DEFAULT {literal(enum.labels[-1])}" if chance(draw, 2) else ""
        suffix = "[]" if chance(draw, 4) else ""
        return Column(name, enum.quoted + suffix, "plain", "" if suffix else f"NOT NULL{default}")
    if chance(draw, 12):
        return Column(name, draw(st.sampled_from(("serial", "bigserial"))), "int")
    type_, family = draw(st.sampled_from(TYPES))
    return Column(name, type_, family, draw(clauses(type_, family)))


@st.composite
def clauses(draw: DrawFn, type_: str, family: str) -> str:
    """Draw what stands behind a column's type."""
    parts = []
    if family == "text" and chance(draw, 6):
        parts.append(f"COLLATE {draw(st.sampled_from(('C', 'POSIX'))).join(chr(34) * 2)}")
    if chance(draw, 2):
        parts.append("NOT NULL")
    if family == "int" and chance(draw, 6):
        kind = draw(st.sampled_from(("ALWAYS", "BY DEFAULT")))
        options = draw(st.sampled_from(("", " (START 100)", " (INCREMENT 5 CACHE 3)", " (CYCLE)")))
        parts.append(f"GENERATED {kind} AS IDENTITY{options}")
    elif DEFAULTS[family] and chance(draw, 2):
        parts.append(f"DEFAULT {draw(st.sampled_from(_defaults(type_, family)))}")
    return " ".join(parts)


def _defaults(type_: str, family: str) -> Sequence[str]:
    return DEFAULTS[family][:1] if family == "array" else DEFAULTS[family]


@st.composite
def generated(draw: DrawFn, names: Names, table: Sequence[Column], major: int) -> Column | None:
    """Draw a generated column over another one, if there is one to generate it from."""
    sources = [c for c in table if c.family in {"int", "text"}]
    if not sources:
        return None
    source = draw(st.sampled_from(sources))
    stored = "STORED" if major < 18 else draw(st.sampled_from(("STORED", "VIRTUAL")))
    expression = f"{source.quoted} + 1" if source.family == "int" else f"upper({source.quoted})"
    type_ = "bigint" if source.family == "int" else "text"
    clause = f"GENERATED ALWAYS AS ({expression}) {stored}"
    return Column(names.new("g"), type_, "virtual" if stored == "VIRTUAL" else "int_made", clause)


@st.composite
def tables(draw: DrawFn, names: Names, schema: str, known: Schema) -> Table:
    """Draw a table with columns and nothing else yet."""
    own = Names(draw)
    many = draw(st.integers(1, 6))
    found = [draw(columns(own, known.enums)) for _ in range(many)]
    if chance(draw, 4):
        made = draw(generated(own, found, known.major))
        found += [made] if made else []
    suffix = draw(
        st.sampled_from(("", "", "", "UNLOGGED|", "|WITH (fillfactor=70)"))
        | st.just("|WITH (autovacuum_enabled=off, toast.autovacuum_vacuum_threshold=7)")
    )
    return Table(schema, names.new("t"), tuple(found), suffix)


def condition(draw: DrawFn, table: Table) -> str | None:
    """Draw a condition over one column, or none where no column is of a type for it."""
    usable = table.of(*CONDITIONS)
    if not usable:
        return None
    column = draw(st.sampled_from(usable))
    return over(draw(st.sampled_from(CONDITIONS[column.family])), column)


def new_check(draw: DrawFn, names: Names, table: Table) -> Iterator[tuple[Named, str]]:
    """Draw a check constraint."""
    text = condition(draw, table)
    if text is not None:
        named = Named(table, names.new("chk"))
        tail = draw(st.sampled_from(("", "", "", " NOT VALID")))
        tail = " NO INHERIT" if not table.suffix and chance(draw, 12) else tail
        yield named, _constraint(named, f"CHECK ({text}){tail}")


def new_unique(draw: DrawFn, names: Names, table: Table, major: int) -> Iterator[tuple[Named, str]]:
    """Draw a unique constraint."""
    usable = table.of("int", "number", "text", "bool", "time", "tz")
    if usable:
        chosen = draw(st.lists(st.sampled_from(usable), min_size=1, max_size=3, unique=True))
        named = Named(table, names.new("key"))
        tails = ["", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " WITH (fillfactor=80)"]
        others = [c for c in usable if c not in chosen]
        if others:
            tails.append(f" INCLUDE ({others[0].quoted})")
        word = "UNIQUE NULLS NOT DISTINCT" if major >= 15 and chance(draw, 6) else "UNIQUE"
        keys = ", ".join(column.quoted for column in chosen)
        yield named, _constraint(named, f"{word} ({keys}){draw(st.sampled_from(tails))}")


def new_exclusion(draw: DrawFn, names: Names, table: Table) -> Iterator[tuple[Named, str]]:
    """Draw an exclusion constraint."""
    ranges, numbers = table.of("range"), table.of("int")
    named = Named(table, names.new("excl"))
    if ranges:
        where = " WHERE (NOT isempty({}))" if chance(draw, 2) else ""
        key = draw(st.sampled_from(("{}", "({} * {})")))
        text = over(f"gist ({key} WITH &&){_options(draw)}{where}", ranges[0])
        yield named, _constraint(named, f"EXCLUDE USING {text}{_deferral(draw)}")
    elif numbers:
        others = [c.quoted for c in table.of("text", "bool", "time", "tz")]
        include = f" INCLUDE ({others[0]})" if others and chance(draw, 3) else ""
        text = f"btree ({numbers[0].quoted} WITH =){include}{_options(draw)}{_deferral(draw)}"
        yield named, _constraint(named, f"EXCLUDE USING {text}")


def _options(draw: DrawFn) -> str:
    return draw(st.sampled_from(("", " WITH (fillfactor=80)")))


def _deferral(draw: DrawFn) -> str:
    return draw(st.sampled_from(("", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED")))


def new_foreign_key(
    draw: DrawFn, names: Names, table: Table, known: Schema
) -> Iterator[tuple[Named, str]]:
    """Draw a foreign key to an integer column that gets a unique constraint for it."""
    targets = [t for t in known.tables if t.of("int") and not t.suffix.startswith("UNLOGGED")]
    sources = table.of("int")
    if not (targets and sources) or table.suffix.startswith("UNLOGGED"):
        return
    target = draw(st.sampled_from(targets))
    referred = draw(st.sampled_from(target.of("int")))
    key = Named(target, known.names[target.schema].new("key"))
    yield key, _constraint(key, f"UNIQUE ({referred.quoted})")
    named = Named(table, names.new("fkey"))
    source = draw(st.sampled_from(sources))
    action = draw(st.sampled_from(ACTIONS))
    if "GENERATED" in source.clauses and "SET" in action:
        action = ""
    text = f"FOREIGN KEY ({source.quoted}) REFERENCES {target.quoted} ({referred.quoted}){action}"
    yield named, _constraint(named, text)


def new_index(draw: DrawFn, names: Names, table: Table) -> tuple[Named, str] | None:
    """Draw an index, unique or not."""
    body = index_body(draw, table)
    if body is None:
        return None
    named = Named(table, names.new("idx"))
    unique = "UNIQUE " if body.startswith("btree") and chance(draw, 4) else ""
    return named, (f"CREATE {unique}INDEX {identifier(named.name)} ON {table.quoted} USING {body}")


def index_body(draw: DrawFn, table: Table) -> str | None:
    """Draw what stands behind ``USING``."""
    special = table.of(*SPECIAL_INDEXES)
    if special and chance(draw, 3):
        column = draw(st.sampled_from(special))
        return over(draw(st.sampled_from(SPECIAL_INDEXES[column.family])), column)
    usable = table.of("int", "number", "text", "bool", "time", "tz")
    if not usable:
        return None
    chosen = draw(st.lists(st.sampled_from(usable), min_size=1, max_size=3, unique=True))
    keys = [over(draw(st.sampled_from(KEYS[column.family])), column) for column in chosen]
    others = [column.quoted for column in usable if column not in chosen]
    include = f" INCLUDE ({others[0]})" if others and chance(draw, 6) else ""
    where = condition(draw, table) if chance(draw, 4) else None
    return f"btree ({', '.join(keys)}){include}" + (f" WHERE {where}" if where else "")


def _constraint(named: Named, text: str) -> str:
    return f"ALTER TABLE {named.table.quoted} ADD CONSTRAINT {identifier(named.name)} {text}"


@st.composite
def enums(draw: DrawFn, names: Names, schema: str) -> Enum:
    """Draw an enum, its labels as odd as can be (none is longer than 63 bytes)."""
    label = st.sampled_from(HOSTILE) | st.text(
        st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8
    )
    labels = draw(st.lists(label.filter(bool), min_size=1, max_size=5, unique=True))
    return Enum(schema, names.new("e"), tuple(labels))


def partitioned(draw: DrawFn, names: Names, schema: str, known: Schema) -> Iterator[str]:
    """Draw a partitioned table with partitions and an index of the parent's."""
    key = Column(names.new("k"), "integer", "int", "NOT NULL")
    table = Table(schema, names.new("part"), (key, Column("t", "text", "text")))
    strategy, bounds = draw(
        st.sampled_from(
            (
                ("RANGE", ("FOR VALUES FROM (0) TO (10)", "FOR VALUES FROM (10) TO (MAXVALUE)")),
                ("LIST", ("FOR VALUES IN (1, 2)", "DEFAULT")),
                ("HASH", ("FOR VALUES WITH (MODULUS 2, REMAINDER 0)",)),
            )
        )
    )
    yield f"{table.sql} PARTITION BY {strategy} ({key.quoted})"
    known.tables.append(table)
    for bound in bounds:
        part = f"{identifier(schema)}.{identifier(names.new('p'))}"
        yield f"CREATE TABLE {part} PARTITION OF {table.quoted} {bound}"
        if chance(draw, 2):
            yield f"CREATE INDEX {identifier(names.new('pi'))} ON {part} (t)"
    primary = Named(table, names.new("pk"))
    yield _constraint(primary, f"PRIMARY KEY ({key.quoted})")
    index = Named(table, names.new("idx"))
    yield f"CREATE INDEX {identifier(index.name)} ON {table.quoted} (lower(t))"
    known.indexes.append(index)


def child(draw: DrawFn, names: Names, schema: str, parent: Table) -> Iterator[str]:
    """Draw a table that inherits from another one, perhaps of another schema, and has more."""
    name = f"{identifier(schema)}.{identifier(names.new('kid'))}"
    yield f"CREATE TABLE {name} (own_column integer) INHERITS ({parent.quoted})"
    if chance(draw, 2):
        yield f"CREATE INDEX {identifier(names.new('ki'))} ON {name} (own_column)"


def extras(draw: DrawFn, names: Names, table: Table) -> Iterator[str]:
    """Draw comments, row security and sequences."""
    if chance(draw, 4):
        text = literal(draw(st.sampled_from(HOSTILE)))
        yield f"COMMENT ON TABLE {table.quoted} IS {text}"
    if chance(draw, 4):
        text = literal(draw(st.sampled_from(HOSTILE)))
        yield f"COMMENT ON COLUMN {table.quoted}.{table.columns[0].quoted} IS {text}"
    if chance(draw, 6):
        yield f"ALTER TABLE {table.quoted} ENABLE ROW LEVEL SECURITY"
    if chance(draw, 6):
        sequence = f"{identifier(table.schema)}.{identifier(names.new('s'))}"
        yield f"CREATE SEQUENCE {sequence} {draw(st.sampled_from(SEQUENCES))}"
        if chance(draw, 2):
            yield f"ALTER SEQUENCE {sequence} OWNED BY {table.quoted}.{table.columns[0].quoted}"


SEQUENCES = ("", "AS smallint", "INCREMENT -1", "MINVALUE 5 MAXVALUE 50 START 10 CYCLE", "CACHE 7")


def parts(draw: DrawFn, names: Names, table: Table, known: Schema) -> Iterator[str]:
    """Draw what belongs to a table: keys, constraints, indexes."""
    if table.of("int") and chance(draw, 2):
        primary = Named(table, names.new("pk"))
        known.constraints.append(primary)
        yield _constraint(primary, f"PRIMARY KEY ({table.of('int')[0].quoted})")
    makers: tuple[Callable[[], Iterator[tuple[Named, str]]], ...] = (
        lambda: new_check(draw, names, table),
        lambda: new_unique(draw, names, table, known.major),
        lambda: new_exclusion(draw, names, table),
        lambda: new_foreign_key(draw, names, table, known),
    )
    for _ in range(draw(st.integers(0, 3))):
        for named, statement in draw(st.sampled_from(makers))():
            known.constraints.append(named)
            yield statement
    for _ in range(draw(st.integers(0, 3))):
        made = new_index(draw, names, table)
        if made is not None:
            known.indexes.append(made[0])
            yield made[1]
    yield from extras(draw, names, table)


@st.composite
def schemas(draw: DrawFn, major: int) -> Schema:
    """Draw a whole schema for servers of a major."""
    found = Schema(major)
    ordinary: list[Table] = []
    homes = ["public"]
    if chance(draw, 3):
        homes.append(
            draw(st.sampled_from(("billing", "Audit", "a.b", 'q"q', "..", ".hidden", "a/b")))
        )
        found.statements.append(f"CREATE SCHEMA {identifier(homes[1])}")
    for home in homes:
        names = found.names[home] = Names(draw)
        for _ in range(draw(st.integers(0, 2))):
            enum = draw(enums(names, home))
            found.enums.append(enum)
            labels = ", ".join(map(literal, enum.labels))
            found.statements.append(f"CREATE TYPE {enum.quoted} AS ENUM ({labels})")
        for _ in range(draw(st.integers(1, 3))):
            table = draw(tables(names, home, found))
            found.statements.append(table.sql)
            found.tables.append(table)
            ordinary.append(table)
            found.statements += parts(draw, names, table, found)
        if chance(draw, 5):
            found.statements += child(draw, names, home, draw(st.sampled_from(ordinary)))
        if chance(draw, 5):
            found.statements += partitioned(draw, names, home, found)
    return found
