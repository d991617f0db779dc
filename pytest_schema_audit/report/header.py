"""What a run is about to do, said before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from ..manifest.expectation import Suite
from ..migrations import Plan
from .writer import Writer, counted, one_line

_MANY = 5000
"""Test cases that every pipeline takes in one file (Buildkite refuses more)."""


def header_lines(suite: Suite, plan: Plan, items: int, server: str, writer: Writer) -> list[str]:
    """Return the lines of a suite for pytest's header.

    :param suite: the suite, with the settings over it.
    :param plan: its migrations.
    :param items: how many items it makes.
    :param server: what is asked for, safe to print.
    :param writer: spells paths.
    """
    files = counted(len(suite.files), "file")
    steps = counted(len(plan.migrations), "migration")
    major = f"PostgreSQL {suite.postgres}" if suite.postgres else "PostgreSQL"
    lines = [
        f"schema audit: {writer.path(suite.main)} ({files}, {counted(items, 'item')})",
        f"  {steps} from {writer.path(plan.root)} ({plan.layout}), {major} from {server}",
    ]
    if items > _MANY:
        lines.append(f"  over {_MANY} items: --schema-audit-granularity=table makes one of a table")
    return [*lines, *(f"  left open: {text}" for text in _left_open(suite))]


def _left_open(suite: Suite) -> Iterator[str]:
    if suite.schemas:
        yield f"every schema but {', '.join(suite.schemas)}"
    if suite.allowed:
        yield f"unlisted {', '.join(suite.allowed)}"
    for rule in suite.ignore:
        pattern = f"{rule.schema}.{rule.name}"
        excepted = f" except {rule.excepted}" if rule.excepted else ""
        yield one_line(f"{rule.kind} {pattern}{excepted} ({rule.reason})", 120)


def shown_server(value: str) -> str:
    """Spell the value of ``--schema-audit-server`` without what may be secret in it."""
    return f"{value.split('://')[0]}://…" if "://" in value else value
