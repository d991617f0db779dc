"""What a run is about to do, said before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import ASPECTS
from ..manifest.expectation import Suite
from ..migrations import Plan
from .writer import Writer, counted, one_line

_MANY = 5000
"""Test cases that every pipeline takes in one file (Buildkite refuses more)."""

_FEW = 2
"""Files that are named of those that are not applied for one reason."""


def header_lines(suite: Suite, plan: Plan, items: int, server: str, writer: Writer) -> list[str]:
    """Return the lines of a suite for pytest's header.

    :param suite: the suite, with the settings over it.
    :param plan: its migrations.
    :param items: how many items it makes.
    :param server: what is asked for, safe to print.
    :param writer: spells paths.
    """
    files = counted(len(suite.files), "file")
    steps = counted(len(plan.steps or plan.migrations), "migration")
    major = f"PostgreSQL {suite.postgres}" if suite.postgres else "PostgreSQL"
    lines = [
        f"schema audit: {writer.path(suite.main)} ({files}, {counted(items, 'item')})",
        f"  {steps} from {writer.path(plan.root)} ({plan.layout}), {major} from {server}",
    ]
    if items > _MANY:
        lines.append(f"  over {_MANY} items: --schema-audit-granularity=table makes one of a table")
    lines += [one_line(f"  not applied: {text}", 160) for text in _not_applied(plan, writer)]
    off = [aspect for aspect in ASPECTS if aspect not in suite.aspects]
    if off:
        lines.append(f"  compared only where an entry gives them: {', '.join(off)}")
    return [*lines, *(f"  left open: {text}" for text in _left_open(suite))]


def _not_applied(plan: Plan, writer: Writer) -> Iterator[str]:
    """Files beside the migrations, under the reason they share."""
    by_reason: dict[str, list[str]] = {}
    for one in plan.left_out:
        by_reason.setdefault(one.reason, []).append(writer.path(one.path))
    for reason, paths in by_reason.items():
        more = f" and {len(paths) - _FEW} more" if len(paths) > _FEW else ""
        yield f"{', '.join(paths[:_FEW])}{more} ({reason})"


def _left_open(suite: Suite) -> Iterator[str]:
    if suite.schemas:
        yield f"every schema but {', '.join(suite.schemas)}"
    if suite.allowed:
        yield f"unlisted {', '.join(suite.allowed)}"
    for rule in suite.ignore:
        pattern = f"{rule.schema}.{rule.name}"
        excepted = f" except {rule.excepted}" if rule.excepted else ""
        yield one_line(f"{rule.kind} {pattern}{excepted} ({rule.reason})", 120)
