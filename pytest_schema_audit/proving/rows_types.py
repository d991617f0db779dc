"""Domains, composite types, range types, base types and aggregates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pglast import parse_sql
from pglast.enums import ConstrType

from .change import NEW
from .rows import Altered, Edited, Row, catalog, option, sampled


def _not_null(tree: Any) -> Iterator[None]:
    there = tree.constraints or ()
    others = tuple(one for one in there if one.contype != ConstrType.CONSTR_NOTNULL)
    statement: Any = parse_sql("CREATE DOMAIN d AS text NOT NULL")[0].stmt
    tree.constraints = others if len(others) < len(there) else (*there, *statement.constraints)
    yield


def _type(tree: Any) -> Iterator[None]:
    there = tree.typeName
    for other in ("text", "integer"):
        statement: Any = parse_sql(f"CREATE DOMAIN d AS {other}")[0].stmt
        if statement.typeName != there:
            tree.typeName, tree.collClause, tree.constraints = statement.typeName, None, None
            yield


def _attribute_type(tree: Any) -> Iterator[None]:
    for column in tree.coldeflist or ():
        for other in ("text", "integer"):
            statement: Any = parse_sql(f"CREATE DOMAIN d AS {other}")[0].stmt
            if column.typeName != statement.typeName:
                column.typeName, column.collClause = statement.typeName, None
                yield


def _attributes(tree: Any) -> Iterator[None]:
    statement: Any = parse_sql(f"CREATE TYPE t AS ({NEW} integer)")[0].stmt
    tree.coldeflist = (*(tree.coldeflist or ()), *statement.coldeflist)
    yield


def _argument(tree: Any) -> Iterator[None]:
    for argument in tree.args[0] or ():
        argument.name = NEW
        yield


def _base(name: str, change: str) -> Row:
    spelled = name.replace(" ", "_")
    return catalog("base_type", spelled, name, "pg_type", change, "oid::regtype")


_DOMAINS: Final = (
    Edited("domain", "type", "type", _type),
    sampled(
        *("domain", "collation", "collation", "collClause"),
        *('CREATE DOMAIN d AS text COLLATE "C"', 'CREATE DOMAIN d AS text COLLATE "POSIX"'),
    ),
    Edited("domain", "not_null", "not null", _not_null),
    Altered(
        *("domain", "default", "default"),
        ("ALTER DOMAIN {name} SET DEFAULT 77", "ALTER DOMAIN {name} SET DEFAULT 'changed'"),
    ),
    Altered(
        *("domain", "check", "check"),
        (f"ALTER DOMAIN {{name}} ADD CONSTRAINT {NEW} CHECK (true)",),
    ),
)

_RANGES: Final = (
    option("range_type", "subtype", "subtype = numeric", "subtype = integer"),
    option(
        *("range_type", "subtype_opclass"),
        *("subtype_opclass = text_pattern_ops", "subtype_opclass = text_ops"),
    ),
    option("range_type", "collation", 'collation = "C"', 'collation = "POSIX"'),
    option(
        *("range_type", "subtype_diff"),
        *("subtype_diff = float8mi", "subtype_diff = int4range_subdiff"),
    ),
)

_BASES: Final = (
    _base("input", "typinput = 'pg_catalog.textin'::pg_catalog.regproc"),
    _base("output", "typoutput = 'pg_catalog.byteaout'::pg_catalog.regproc"),
    _base("receive", "typreceive = 'pg_catalog.textrecv'::pg_catalog.regproc"),
    _base("send", "typsend = 'pg_catalog.textsend'::pg_catalog.regproc"),
    _base("internallength", "typlen = 77"),
    _base("alignment", "typalign = 'd'"),
    _base("storage", "typstorage = CASE typstorage WHEN 'x' THEN 'm' ELSE 'x' END"),
    _base("category", "typcategory = 'X'"),
    _base("preferred", "typispreferred = NOT typispreferred"),
    _base("default", "typdefault = 'changed'"),
    _base("delimiter", "typdelim = '#'"),
    _base("collatable", "typcollation = CASE typcollation WHEN 0 THEN 100 ELSE 0 END"),
)

_MOVING: Final = (
    "mstype = bigint, msfunc = int84pl, minvfunc = int84mi, minitcond = '0', mfinalfunc = int4"
)

_AGGREGATES: Final = (
    Edited("aggregate", "arguments", "arguments", _argument),
    option("aggregate", "sfunc", "sfunc = int4mul", "sfunc = int8mul", "sfunc = numeric_mul"),
    option(
        *("aggregate", "stype"),
        *("stype = bigint, sfunc = int84pl", "stype = numeric, sfunc = numeric_mul"),
    ),
    option("aggregate", "sspace", "sspace = 77"),
    option("aggregate", "initcond", "initcond = '77'"),
    option("aggregate", "finalfunc", "finalfunc = int4abs", "finalfunc = int8abs"),
    option(
        *("aggregate", "finalfunc_modify"),
        *(f"finalfunc = {name}, finalfunc_modify = shareable" for name in ("int4abs", "int8abs")),
    ),
    option("aggregate", "combinefunc", "combinefunc = int4mul", "combinefunc = int8mul"),
    option("aggregate", "msfunc", "msfunc = int4mul"),
    option("aggregate", "minvfunc", "minvfunc = int4mul"),
    option("aggregate", "mstype", _MOVING),
    option("aggregate", "msspace", "msspace = 77"),
    option("aggregate", "minitcond", "minitcond = '77'"),
    option("aggregate", "mfinalfunc", "mfinalfunc = int4abs", "mfinalfunc = int4um"),
    option(
        *("aggregate", "mfinalfunc_modify"), "mfinalfunc = int4abs, mfinalfunc_modify = shareable"
    ),
    option("aggregate", "sortop", "sortop = >", "sortop = <"),
    option("aggregate", "parallel", "parallel = safe", "parallel = restricted"),
    option("aggregate", "hypothetical"),
)

TYPE_ROWS: Final[tuple[Row, ...]] = (
    *_DOMAINS,
    Edited("composite_type", "attributes", "attributes", _attributes),
    Edited("composite_type", "attribute_type", "attribute", _attribute_type),
    *(*_RANGES, *_BASES, *_AGGREGATES),
)
"""One row for each attribute."""
