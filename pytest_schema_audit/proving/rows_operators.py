"""Operators and what indexes make of them, casts, transforms, languages, and text search."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from .change import NEW
from .rows import Altered, Edited, Row, Set, catalog, option, sampled

_OPERATOR, _FUNCTION = 1, 2
"""``OPCLASS_ITEM_*`` of PostgreSQL's parser."""


def _without(itemtype: int, tree: Any) -> Iterator[None]:
    there = tree.items
    for left_out in there:
        if left_out.itemtype == itemtype and len(there) > 1:
            tree.items = tuple(one for one in there if one is not left_out)
            yield


_OPERATORS: Final = (
    option("operator", "function", "function = int4mi", "function = int4ne"),
    option("operator", "commutator", "commutator = @#@", "commutator = #@#"),
    option("operator", "negator", "negator = @#@", "negator = #@#"),
    option("operator", "restrict", "restrict = eqsel", "restrict = neqsel"),
    option("operator", "join", "join = eqjoinsel", "join = neqjoinsel"),
    option("operator", "hashes", "hashes"),
    option("operator", "merges", "merges"),
    sampled(
        *("operator_class", "default", "default", "isDefault"),
        *(
            f"CREATE OPERATOR CLASS c {word} FOR TYPE t USING btree AS OPERATOR 1 ="
            for word in ("DEFAULT", "")
        ),
    ),
    sampled(
        *("operator_class", "family", "family", "opfamilyname"),
        "CREATE OPERATOR CLASS c FOR TYPE t USING btree AS OPERATOR 1 =",
    ),
    catalog(
        *("operator_class", "storage", "storage", "pg_opclass"),
        "opckeytype = 'pg_catalog.point'::pg_catalog.regtype",
        "pg_catalog.concat(opcname, ' USING ', (SELECT amname FROM pg_catalog.pg_am"
        " WHERE pg_am.oid = opcmethod))",
    ),
    Edited("operator_class", "operators", "operator", partial(_without, _OPERATOR)),
    Edited("operator_class", "functions", "function", partial(_without, _FUNCTION)),
    Altered(
        *("operator_family", "operators", "operator"),
        ("ALTER OPERATOR FAMILY {name} ADD OPERATOR 5 > (integer, integer)",),
    ),
    Altered(
        *("operator_family", "functions", "function"),
        ("ALTER OPERATOR FAMILY {name} ADD FUNCTION 1 btint4cmp(integer, integer)",),
    ),
)

_CASTS: Final = (
    sampled(
        *("cast", "function", "function", "func inout"),
        *("CREATE CAST (a AS b) WITH INOUT", "CREATE CAST (a AS b) WITHOUT FUNCTION"),
    ),
    sampled(
        *("cast", "context", "context", "context"),
        *(f"CREATE CAST (a AS b) WITH INOUT {word}" for word in ("AS IMPLICIT", "")),
    ),
    sampled(
        *("transform", "from_sql", "from sql", "fromsql"),
        "CREATE TRANSFORM FOR t LANGUAGE l (TO SQL WITH FUNCTION f(internal))",
    ),
    sampled(
        *("transform", "to_sql", "to sql", "tosql"),
        "CREATE TRANSFORM FOR t LANGUAGE l (FROM SQL WITH FUNCTION f(internal))",
    ),
)

_ANY: Final = "'pg_catalog.now'::pg_catalog.regproc"
"""A function that is none of the usual ones."""


def _language(name: str, change: str) -> Row:
    return catalog("language", name, name, "pg_language", change, "lanname")


def _parser(name: str, column: str) -> Row:
    change = f"{column} = {_ANY}"
    return catalog("text_search_parser", name, name, "pg_ts_parser", change, "prsname")


def _template(name: str, column: str) -> Row:
    change = f"{column} = {_ANY}"
    return catalog("text_search_template", name, name, "pg_ts_template", change, "tmplname")


def _conversion(name: str, change: str) -> Row:
    return catalog("conversion", name, name, "pg_conversion", change, "conname")


_OTHERS: Final = (
    _language("trusted", "lanpltrusted = NOT lanpltrusted"),
    _language("handler", f"lanplcallfoid = {_ANY}"),
    _language("inline", f"laninline = {_ANY}"),
    _language("validator", f"lanvalidator = {_ANY}"),
    catalog("access_method", "handler", "handler", "pg_am", f"amhandler = {_ANY}", "amname"),
    catalog(
        *("access_method", "type", "type", "pg_am"),
        "amtype = CASE amtype WHEN 'i' THEN 't' ELSE 'i' END",
        "amname",
    ),
    _conversion("default", "condefault = NOT condefault"),
    _conversion("for", "conforencoding = 1"),
    _conversion("to", "contoencoding = 1"),
    _conversion("from", f"conproc = {_ANY}"),
    option("collation", "deterministic", "deterministic = false, provider = icu, locale = 'und'"),
    option(
        *("collation", "provider"),
        *("provider = builtin, locale = 'C'", "provider = icu, locale = 'und'"),
        "provider = libc, locale = 'C'",
    ),
    option(
        *("collation", "locale"),
        *("locale = 'POSIX', provider = libc", "locale = 'C', provider = libc"),
    ),
)

_TEXT_SEARCH: Final = (
    Altered(
        *("text_search_configuration", "mapping", "mapping"),
        (
            "ALTER TEXT SEARCH CONFIGURATION {name} DROP MAPPING FOR word",
            "ALTER TEXT SEARCH CONFIGURATION {name} ADD MAPPING FOR word WITH simple",
        ),
    ),
    Altered(
        *("text_search_configuration", "parser", "parser"),
        (
            f"CREATE TEXT SEARCH PARSER public.{NEW} (START = prsd_start, GETTOKEN ="
            " prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);"
            " UPDATE pg_catalog.pg_ts_config SET cfgparser = (SELECT oid FROM"
            f" pg_catalog.pg_ts_parser WHERE prsname = '{NEW}')"
            " WHERE oid = {text}::pg_catalog.regconfig",
        ),
    ),
    Altered(
        *("text_search_dictionary", "template", "template"),
        (
            f"CREATE TEXT SEARCH TEMPLATE public.{NEW} (LEXIZE = dsimple_lexize);"
            # With the functions of the one before, which know the options of the dictionary.
            " UPDATE pg_catalog.pg_ts_template AS new SET tmplinit = old.tmplinit,"
            " tmpllexize = old.tmpllexize FROM pg_catalog.pg_ts_template AS old"
            " INNER JOIN pg_catalog.pg_ts_dict AS d ON d.dicttemplate = old.oid"
            f" WHERE new.tmplname = '{NEW}' AND d.oid = {{text}}::pg_catalog.regdictionary;"
            " UPDATE pg_catalog.pg_ts_dict SET dicttemplate = (SELECT oid FROM"
            f" pg_catalog.pg_ts_template WHERE tmplname = '{NEW}')"
            " WHERE oid = {text}::pg_catalog.regdictionary",
        ),
    ),
    Set(
        *("text_search_dictionary", "accept"),
        "ALTER TEXT SEARCH DICTIONARY {name} (accept = {value})",
        ("'false'", "'true'"),
    ),
    Set(
        *("text_search_dictionary", "stopwords"),
        "ALTER TEXT SEARCH DICTIONARY {name} (stopwords = {value})",
        ("'danish'", "'english'"),
    ),
    _parser("start", "prsstart"),
    _parser("gettoken", "prstoken"),
    _parser("end", "prsend"),
    _parser("headline", "prsheadline"),
    _parser("lextypes", "prslextype"),
    _template("init", "tmplinit"),
    _template("lexize", "tmpllexize"),
)

OPERATOR_ROWS: Final[tuple[Row, ...]] = (*_OPERATORS, *_CASTS, *_OTHERS, *_TEXT_SEARCH)
"""One row for each attribute."""
