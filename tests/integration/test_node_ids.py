"""Every id that is printed selects its item when it is pasted back."""

from __future__ import annotations

import pytest

from .conftest import Project

NAMES = {
    "a::b": '"a::b"',
    "x[1]": '"x[1]"',
    "a.b": "'\"a.b\"'",
    "it's": '"it\'s"',
    'say "hi"': '\'"say ""hi"""\'',
    "two words": '"two words"',
    "100%": '"100%"',
    "%3A": '"%3A"',
    "new\nline": '"new\\nline"',
    "other\u2028line\x85": '"other\\u2028line\\x85"',
    "größe": '"größe"',
    "名前": '"名前"',
    "$HOME": '"$HOME"',
    "back\\slash": '"back\\\\slash"',
    "s/lash": '"s/lash"',
    "n" * 63: "n" * 63,
}
"""Name -> the key that stands for it in a manifest."""


@pytest.fixture
def hostile(project: Project) -> Project:
    columns = ", ".join('"{}" integer'.format(name.replace('"', '""')) for name in NAMES)
    lines = "".join(f"      {key}: integer\n" for key in NAMES.values())
    project.write("migrations/001_initial.sql", f'CREATE TABLE "t::[1].x" ({columns});')
    project.write("expected/audit.yaml", "database: shop\nmigrations: ../migrations\n")
    project.write("expected/billing.yaml", f"tables:\n  '\"t::[1].x\"':\n    columns:\n{lines}")
    return project


def test_each_id_selects_its_item(hostile: Project) -> None:
    ids = hostile.collected("--schema-audit", "expected/billing.yaml")
    assert len(set(ids)) == len(NAMES) + 4
    # An id that selects nothing ends the run with "not found".
    assert hostile.collected(*ids) == ids
    assert hostile.collected(ids[-1]) == ids[-1:]
    hostile.run(*ids).assert_outcomes(passed=len(ids))


def test_names_in_junit(hostile: Project) -> None:
    _, cases = hostile.junit("expected/billing.yaml", "-k", "column.")
    assert {case.classname for case in cases} == {"expected.billing.yaml.public.t%3A%3A%5B1%5D%2Ex"}
    assert sorted(case.name for case in cases) == sorted(
        f"column.{name}"
        for name in (
            "a%3A%3Ab", "x%5B1%5D", "a%2Eb", "it's", 'say "hi"', "two words", "100%25", "%253A",
            "new%0Aline", "other%2028line%85", "größe", "名前", "$HOME", "back%5Cslash", "s%2Flash", "n" * 63,
        )
    )  # fmt: skip


def test_ids_to_paste_are_quoted_for_the_shell(hostile: Project) -> None:
    hostile.migrate(
        """ALTER TABLE "t::[1].x" ALTER "it's" TYPE text, ALTER "two words" TYPE text"""
    )
    result = hostile.audit()
    table = "expected/billing.yaml::public.t%3A%3A%5B1%5D%2Ex"
    assert (
        f"""  pytest --schema-audit '{table}::column.it'"'"'s' '{table}::column.two words'"""
        in result.outlines
    )
