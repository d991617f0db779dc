"""What becomes of every column of the catalog: audited as something, or left out for a reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

_THROUGH: Final = re.compile(r" \((?P<function>[a-z_]+)\)")

_HEAD: Final = """\
# What is audited of PostgreSQL's catalog

Every column of every table of `pg_catalog`, on PostgreSQL 14 to 18: what it is audited as, or why
it is left out. A function in parentheses is what reads it. This page is written by a test, which
also makes sure that no server has a column that is not listed here, and that the queries name what
is said to be audited.

That is said of objects that users make. Of what `initdb` makes, the schema public has its comment,
owner and privileges audited. These changes to it are not seen:

* privileges on what is in `pg_catalog` and `information_schema`, and on the language plpgsql, also
  where the aspect privileges is on: `GRANT EXECUTE ON FUNCTION pg_read_file(text) TO app`,
  `GRANT SELECT ON pg_authid TO app`, `REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC`;
* that the schema public or the extension plpgsql was dropped, unless an entry describes it;
* what was altered of objects of `pg_catalog`: a text search configuration such as english, or an
  operator family that was given members of the user's.

Privileges on the row types of tables (`REVOKE USAGE ON TYPE app.t FROM PUBLIC`) are not seen
either.
"""


@dataclass(frozen=True, slots=True)
class Covered:
    """What becomes of one column, or of a whole table.

    :ivar table: the catalog table.
    :ivar column: its column; empty for all of them.
    :ivar audited: what it is audited as; empty where it is left out.
    :ivar reason: why it is left out; empty where it is audited.
    """

    table: str
    column: str
    audited: str = ""
    reason: str = ""

    @property
    def through(self) -> str:
        """The function that reads the column for the queries; empty where they name it."""
        match = _THROUGH.search(self.audited)
        return match["function"] if match else ""


def coverage() -> tuple[Covered, ...]:
    """Read ``coverage.toml``: tables by name, their columns in its order."""
    text = (files(__package__) / "coverage.toml").read_text("utf-8")
    listed: Mapping[str, Any] = tomllib.loads(text)
    return tuple(one for table in sorted(listed) for one in _of_table(table, listed[table]))


def coverage_page() -> str:
    """Return the page of the documentation that lists it, as Markdown."""
    lines = [_HEAD]
    table = ""
    for one in coverage():
        if one.table != table:
            table = one.table
            lines.append(f"\n## {table}\n")
            lines += ["| column | |", "|---|---|"] if one.column else []
        said = f"audited as {one.audited}" if one.audited else f"left out: {one.reason}"
        lines.append(f"| `{one.column}` | {said} |" if one.column else said.capitalize() + ".")
    return "\n".join(lines) + "\n"


def _of_table(table: str, listed: Mapping[str, Any]) -> Iterator[Covered]:
    if "whole" in listed:
        yield Covered(table, "", reason=listed["whole"])
    for column, audited in listed.get("audited", {}).items():
        yield Covered(table, column, audited=audited)
    for reason, columns in listed.get("left_out", {}).items():
        yield from (Covered(table, column, reason=reason) for column in columns)
