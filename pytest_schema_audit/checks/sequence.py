"""Compare a sequence's options with what is expected of them; its position is data."""

from __future__ import annotations

from typing import Any

from pglast import parse_sql

from ..model import Sequence
from ..notation import sequence_text
from ..spelling import quote
from ..verdict import Verdict
from .clauses import written
from .differ import findings
from .wording import verdict

_HIGHEST = {"smallint": 32767, "integer": 2147483647, "bigint": 9223372036854775807}
_ALIASES = {"int2": "smallint", "int4": "integer", "int": "integer", "int8": "bigint"}


def check_sequence(expected: str, found: Sequence) -> Verdict:
    """Compare type, start, increment, bounds, cache, cycle, persistence and owner.

    :param expected: the options as SQL, beginning with the type: ``bigint INCREMENT 5``.
    :param found: the sequence, every option written out.
    """
    text = sequence_text(found)
    return verdict(findings(_options(expected), _options(text)), text)


def own_options(found: Sequence) -> dict[str, str]:
    """Return the options that ``serial`` does not give to a sequence of its type, by name."""
    options = _options(sequence_text(found))
    usual = {**_options(str(options["type"])), "owned by": options["owned by"]}
    return {name: str(value) for name, value in options.items() if value != usual[name]}


def _options(text: str) -> dict[str, object]:
    """Read options and fill in PostgreSQL's defaults (documentation: ``CREATE SEQUENCE``)."""
    statement: Any = parse_sql(f"CREATE SEQUENCE s AS {text}")[0].stmt
    given = {option.defname: option.arg for option in statement.options or ()}
    type_ = written(given["as"]) if "as" in given else "bigint"
    type_ = _ALIASES.get(type_, type_)
    increment = _number(given.get("increment"), 1)
    highest = _HIGHEST.get(type_, _HIGHEST["bigint"])
    low, high = (1, highest) if increment > 0 else (-highest - 1, -1)
    minimum = _number(given.get("minvalue"), low)
    maximum = _number(given.get("maxvalue"), high)
    start = _number(given.get("start"), minimum if increment > 0 else maximum)
    owner = [name.sval for name in given["owned_by"]] if "owned_by" in given else []
    return {
        "type": type_,
        "start": str(start),
        "increment": str(increment),
        "minvalue": str(minimum),
        "maxvalue": str(maximum),
        "cache": str(_number(given.get("cache"), 1)),
        "cycle": "true" if getattr(given.get("cycle"), "boolval", False) else "false",
        "persistence": next((word for word in ("unlogged", "logged") if word in given), ""),
        "owned by": "" if owner == ["none"] else ".".join(map(quote, owner)),
    }


def _number(node: Any, default: int) -> int:
    return default if node is None else int(written(node))
