"""The whole text of a failing item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pytest_schema_audit.commands import CommandResult
from pytest_schema_audit.report.failure import (
    LIMIT,
    command_text,
    failure_text,
    table_text,
)
from pytest_schema_audit.verdict import CannotTell, Different, Finding

from .samples import WRITER, WRONG_TYPE, column, made, table


def test_one_difference() -> None:
    assert failure_text(column(), WRONG_TYPE, WRITER) == (
        "column public.Invoice.total: expected numeric(10,2), found double precision\n"
        "  expected  expected/billing.yaml:41   total: numeric(10,2) not null default 0\n"
        "  found     double precision not null default 0\n"
        "  made by   migrations/2.sql:212"
    )


def test_several_differences_are_listed() -> None:
    verdict = Different(
        "type and default differ",
        (Finding("type", "numeric(10,2)", "text"), Finding("default", "0", "")),
        found="text not null",
        hints=("the same type as total_text", "a second hint"),
    )
    assert failure_text(column(), verdict, WRITER) == (
        "column public.Invoice.total: type and default differ\n"
        "  expected  expected/billing.yaml:41   total: numeric(10,2) not null default 0\n"
        "  found     text not null\n"
        "  differs   type: expected numeric(10,2), found text\n"
        "            default: expected 0, found none\n"
        "  hint      the same type as total_text\n"
        "  hint      a second hint"
    )


def test_missing() -> None:
    assert failure_text(table(), Different("is missing"), WRITER) == (
        "table public.Invoice: is missing\n"
        "  expected  expected/billing.yaml:3   Invoice:\n"
        "  found     nothing"
    )


def test_what_follows_is_one_line_that_names_the_cause() -> None:
    verdict = Different("table public.Invoice is missing", cause=table().key, found="ignored")
    assert failure_text(column(), verdict, WRITER) == (
        "column public.Invoice.total: table public.Invoice is missing; "
        "see expected/billing.yaml::public.Invoice::table"
    )


def test_unexpected_objects() -> None:
    spec = made("database", "unexpected", "views", "unexpected views")
    verdict = Different("found 2 views", unexpected=("view public.a", "view public.b"))
    assert failure_text(spec, verdict, WRITER) == (
        "unexpected views: found 2 views\n"
        "  expected  expected/audit.yaml:1\n"
        "  found     view public.a\n"
        "            view public.b"
    )


def test_a_total_names_the_objects() -> None:
    spec = made("database", "total", "views", "total views")
    verdict = Different("expected 0, found 1", found="1", unexpected=("view public.a",))
    assert failure_text(spec, verdict, WRITER).splitlines()[2:] == [
        "  found     1",
        "  namely    view public.a",
    ]


def test_cannot_tell() -> None:
    verdict = CannotTell("PostgreSQL refuses the expression\ncolumn x does not exist\nHINT: y")
    assert failure_text(column(), verdict, WRITER) == (
        "column public.Invoice.total: cannot tell: PostgreSQL refuses the expression\n"
        "  expected  expected/billing.yaml:41   total: numeric(10,2) not null default 0\n"
        "  reason    column x does not exist\n"
        "            HINT: y"
    )


def test_alternatives_are_all_shown() -> None:
    first, second = column(), column(line=42, source="total: numeric not null")
    spec = replace(first, expectations=first.expectations + second.expectations)
    assert failure_text(spec, WRONG_TYPE, WRITER).splitlines()[1:3] == [
        "  expected  expected/billing.yaml:41   total: numeric(10,2) not null default 0",
        "  expected  expected/billing.yaml:42   total: numeric not null",
    ]


def test_the_first_line_is_one_line_whatever_is_in_a_name() -> None:
    spec = replace(column(), title="column public.t.new\nline\x1b[31m")
    title = failure_text(spec, WRONG_TYPE, WRITER).splitlines()[0]
    assert title == (
        r"column public.t.new\nline\x1b[31m: expected numeric(10,2), found double precision"
    )


def test_a_long_list_is_cut_and_counted() -> None:
    spec = made("database", "unexpected", "views", "unexpected views")
    names = tuple(f"view public.v{number:03}" for number in range(300))
    lines = failure_text(spec, Different("found 300", unexpected=names), WRITER).splitlines()
    assert lines[2:4] == ["  found     view public.v000", "            view public.v001"]
    assert lines[-1] == "            … 280 more"


def test_a_long_text_fits_and_keeps_its_end() -> None:
    verdict = replace(WRONG_TYPE, found="\n".join(f"line {n} ä" * 20 for n in range(500)))
    text = failure_text(column(), verdict, WRITER)
    assert LIMIT - 300 < len(text.encode()) <= LIMIT
    lines = text.splitlines()
    assert lines[-1] == "  made by   migrations/2.sql:212"
    kept = len(lines) - 4
    assert lines[-2] == f"  … {500 - kept} more lines"


def test_command() -> None:
    spec = made("checks", "check", "prisma-validate", "command prisma-validate")
    result = CommandResult(
        "npx prisma validate", failed=True, ending="exit status 1", output="a\nb"
    )
    assert command_text(spec, result, WRITER) == (
        "command prisma-validate: exit status 1\n"
        "  command   npx prisma validate\n"
        "  defined   schema_audit_checks, item check.prisma-validate\n"
        "  output    a\n"
        "            b"
    )


def test_command_without_output() -> None:
    spec = made("checks", "check", "x", "command x")
    result = CommandResult("false", failed=True, ending="exit status 1", output="")
    assert command_text(spec, result, WRITER).splitlines()[-1] == "  output    none"


def command_lines(output: str, text: str = "false") -> list[str]:
    spec = made("checks", "check", "x", "command x")
    result = CommandResult(text, failed=True, ending="exit status 1", output=output)
    return command_text(spec, result, WRITER).splitlines()


def test_of_a_long_output_the_end_is_shown() -> None:
    numbers = [str(number) for number in range(10_000)]
    lines = command_lines("\n".join([*numbers, "FATAL: the real reason", "", "the way out"]))
    assert lines[:4] == [
        "command x: exit status 1",
        "  command   false",
        "  defined   schema_audit_checks, item check.x",
        "  output    …",
    ]
    kept = len(lines) - 7
    shown = [*numbers[-kept:], "FATAL: the real reason", "", "the way out"]
    assert lines[4:] == [f"{'':12}{line}".rstrip() for line in shown]
    assert LIMIT - 100 < len("\n".join(lines).encode()) <= LIMIT


@pytest.mark.parametrize("fill", ["x", "ä", "\N{GRINNING FACE}", "\x1b"])
@pytest.mark.parametrize("before", [0, 500])
def test_of_a_long_line_the_end_is_shown(fill: str, before: int) -> None:
    lines = command_lines("\n".join([*"y" * before, fill * 3000 + "FATAL: the real reason"]))
    assert lines[-1].endswith("FATAL: the real reason")
    assert len("\n".join(lines).encode()) <= LIMIT


def test_a_long_command_leaves_room_for_the_end_of_its_output() -> None:
    lines = command_lines("\n".join([*"y" * 500, "FATAL: the real reason"]), "echo x;" * 2000)
    assert lines[-1] == "            FATAL: the real reason"
    assert len("\n".join(lines).encode()) <= LIMIT


def test_table_as_a_whole() -> None:
    texts = [(spec, failure_text(spec, WRONG_TYPE, WRITER)) for spec in (column("a"), column("b"))]
    lines = table_text("public.Invoice", texts, 12).splitlines()
    assert lines[0] == "public.Invoice: 2 of 12 expectations fail"
    assert lines[1] == ("  column public.Invoice.a: expected numeric(10,2), found double precision")
    assert len(lines) == 9
    assert table_text("public.Invoice", texts[:1], 12) == texts[0][1]
