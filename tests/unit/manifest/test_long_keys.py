"""Keys longer than YAML takes in front of a colon: functions of very many arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pytest_schema_audit.manifest.edits import Addition, Change, Edit, Removal, Rename
from pytest_schema_audit.manifest.errors import ManifestErrors
from pytest_schema_audit.manifest.expectation import Expectation, Place, Text
from pytest_schema_audit.manifest.save import edited
from pytest_schema_audit.manifest.suites import read_text
from pytest_schema_audit.manifest.write import manifest_text

FILE = Path("/somewhere/audit.yaml")
ARGUMENTS = f"({', '.join(['character varying'] * 60)})"
LONG = f"g{ARGUMENTS}"
LIMIT = f"({', '.join(['integer'] * 110)}, text[])"
BODY = "RETURNS text\n LANGUAGE sql\nAS 'SELECT $1'"
SEVERAL_LINES = f"""\
# Functions of the shop
functions:
  f(integer): |-
    (integer) RETURNS integer
     AS 'SELECT 1'
  # Writes everything.
  ? {LONG}
  : |-
    {ARGUMENTS} RETURNS text
     AS 'SELECT 1'
  # About h.
  h(): () RETURNS text AS 'SELECT 1'
"""
IN_BRACES = (
    f"functions: {{f(): \"() RETURNS text AS 'SELECT 1'\","
    f' ? "{LONG}" : "{ARGUMENTS} RETURNS text AS \'SELECT 1\'"}}\n'
)


def entries(text: str) -> dict[str, Expectation]:
    _, file = read_text(FILE, text)
    return {entry.name: entry for entry in file.expectations}


def test_what_is_written_is_read() -> None:
    made = Expectation(
        "function", "public", "", LONG, Text(f"{ARGUMENTS} {BODY}"), Place(FILE, 0, 0)
    )
    commented = replace(made, name=f"h{ARGUMENTS}", comment="why")
    text = manifest_text([made, commented])
    assert f"  ? {LONG}\n  : |-\n    {ARGUMENTS} RETURNS text\n" in text
    assert f"  ? h{ARGUMENTS}\n  :\n    is: |-\n" in text
    read = entries(text).values()
    assert [replace(one, place=made.place) for one in read] == [made, commented]


@pytest.mark.parametrize("text", [SEVERAL_LINES, IN_BRACES])
@pytest.mark.parametrize(
    "edit",
    [
        lambda entry: Change(entry, replace(entry, value=Text(f"{ARGUMENTS} {BODY}"))),
        lambda entry: Change(entry, replace(entry, comment="why")),
        lambda entry: Change(entry, replace(entry, aspects=(("owner", "app"),))),
        lambda entry: Rename(entry, f"k{ARGUMENTS}"),
        lambda entry: Rename(entry, "k(integer)"),
        Removal,
    ],
)  # fmt: skip
def test_edits(text: str, edit: Callable[[Expectation], Edit]) -> None:
    done = edited(FILE, text, [edit(entries(text)[LONG])])
    assert done != text
    assert [line for line in text.splitlines() if "#" in line and line not in done] in (
        [],
        ["  # Writes everything."],
    )


@pytest.mark.parametrize("text", [SEVERAL_LINES, IN_BRACES])
def test_a_name_becomes_too_long(text: str) -> None:
    first = next(iter(entries(text).values()))
    done = edited(FILE, text, [Rename(first, f"k{ARGUMENTS}")])
    assert f"? 'k{ARGUMENTS}'" in done


@pytest.mark.parametrize("name", [f"a{ARGUMENTS}", f"z{ARGUMENTS}"])
def test_a_new_entry(name: str) -> None:
    new = replace(entries(SEVERAL_LINES)[LONG], name=name)
    done = edited(FILE, SEVERAL_LINES, [Addition(new)])
    assert f"  ? {name}\n  : |-\n    {ARGUMENTS} RETURNS text\n" in done
    assert [line for line in SEVERAL_LINES.splitlines() if line not in done.splitlines()] == []


def test_a_removal_leaves_the_others_as_they_are() -> None:
    done = edited(FILE, SEVERAL_LINES, [Removal(entries(SEVERAL_LINES)[LONG])])
    assert done == (
        "# Functions of the shop\nfunctions:\n  f(integer): |-\n    (integer) RETURNS integer\n"
        "     AS 'SELECT 1'\n  # About h.\n  h(): () RETURNS text AS 'SELECT 1'\n"
    )


def test_the_longest_that_yaml_takes() -> None:
    name = "f" * (1024 - len(LIMIT)) + LIMIT
    made = Expectation("function", "public", "", name, Text("x"), Place(FILE, 0, 0))
    assert manifest_text([made]) == f"functions:\n  {name}: x\n"
    assert f"  ? f{name}\n  : x\n" in manifest_text([replace(made, name=f"f{name}")])


@pytest.mark.parametrize("before", ["", "  f(): () RETURNS text AS 'SELECT 1'\n"])
@pytest.mark.parametrize(
    "behind", [f"'{ARGUMENTS} RETURNS text AS x'", f"|-\n    {ARGUMENTS} {BODY}", ""]
)
@pytest.mark.parametrize("quote", ["", "'"])
def test_a_long_key_in_front_of_a_colon(before: str, behind: str, quote: str) -> None:
    text = f"functions:\n{before}  {quote}{LONG}{quote}: {behind}\n"
    with pytest.raises(ManifestErrors) as caught:
        read_text(FILE, text)
    first, _, _, *rest = str(caught.value).splitlines()
    line = 3 if before else 2
    assert first == (f"{FILE}:{line}:3: a key of more than 1,024 characters in front of its colon")
    assert rest == ["  expected it behind `? `, and its value on the next line, behind a colon"]


def test_the_mark_stands_in_front_of_its_key() -> None:
    with pytest.raises(ManifestErrors, match="a key that is not on the line of its `\\? `"):
        read_text(FILE, f"functions:\n  ?\n    {LONG}\n  : x\n")
