"""Entries of views and the like hold what belongs to them, as those of tables do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.manifest.edits import Addition, Edit, Removal, Rename
from pytest_schema_audit.manifest.expectation import Expectation, Kind, Place, Text
from pytest_schema_audit.manifest.save import edited
from pytest_schema_audit.manifest.suites import read_text
from pytest_schema_audit.manifest.write import manifest_text

NOWHERE = Place(Path(), 0, 0)
FILE = Path("/somewhere/audit.yaml")
WRITTEN = """\
views:
  v:
    is: |-
      SELECT 1 AS a,
          2 AS b
    comment: two
    columns:
      b: integer default 3
    triggers:
      t: INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()
    rules:
      r: {is: AS ON DELETE TO v DO INSTEAD NOTHING, comment: none}
materialized views:
  m:
    is: SELECT 1 AS a
    uniques:
      m_a: btree (a)
    indexes:
      m_b: btree (b)
  plain: SELECT 1 AS a
foreign tables:
  f:
    is: (a integer) SERVER s
    triggers:
      t: BEFORE INSERT ON f FOR EACH ROW EXECUTE FUNCTION g()
"""


def entry(kind: Kind, name: str, sql: str, table: str = "") -> Expectation:
    return Expectation(kind, "public", table, name, Text(sql), NOWHERE)


def test_read_and_written_again() -> None:
    _, file = read_text(FILE, WRITTEN)
    assert [(one.kind, one.table, one.name) for one in file.expectations] == [
        ("view", "", "v"),
        ("column", "v", "b"),
        ("trigger", "v", "t"),
        ("rule", "v", "r"),
        ("materialized_view", "", "m"),
        ("unique", "m", "m_a"),
        ("index", "m", "m_b"),
        ("materialized_view", "", "plain"),
        ("foreign_table", "", "f"),
        ("trigger", "f", "t"),
    ]
    assert manifest_text(file.expectations) == WRITTEN


def test_parts_hold_on_the_majors_of_their_view() -> None:
    text = """\
materialized views:
  m:
    is: SELECT 1 AS a
    when: ">=15"
    indexes:
      i: {is: btree (a), when: "<18"}
"""
    _, file = read_text(FILE, text)
    condition = file.expectations[1].condition
    assert condition is not None
    assert (condition.lowest, condition.highest) == (15, 17)


INDEX = entry("index", "i", "btree (a)", "m")
RULE = entry("rule", "r", "AS ON DELETE TO m DO INSTEAD NOTHING", "m")


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        (
            "materialized views:\n  m: SELECT 1 AS a\n  n: SELECT 2 AS b\n",
            INDEX,
            "materialized views:\n  m:\n    is: SELECT 1 AS a\n    indexes:\n"
            "      i: btree (a)\n  n: SELECT 2 AS b\n",
        ),
        (
            "materialized views:\n    m: |-\n        SELECT 1,\n\n            2\n\n    n: SELECT 2\n",
            INDEX,
            "materialized views:\n    m:\n        is: |-\n            SELECT 1,\n\n"
            "                2\n        indexes:\n            i: btree (a)\n\n    n: SELECT 2\n",
        ),
        (
            "materialized views: {m: SELECT 1 AS a}\n",
            INDEX,
            "materialized views: {m: {is: SELECT 1 AS a, indexes: {i: 'btree (a)'}}}\n",
        ),
        (
            "materialized views:\n  m:\n    is: SELECT 1\n    uniques: {u: btree (b)}\n",
            INDEX,
            "materialized views:\n  m:\n    is: SELECT 1\n    uniques: {u: btree (b)}\n"
            "    indexes:\n      i: btree (a)\n",
        ),
        (
            "tables: {t: {}}\nviews:\n  public.m: 'SELECT 1'\n",
            RULE,
            "tables: {t: {}}\nviews:\n  public.m:\n    is: 'SELECT 1'\n    rules:\n"
            "      r: AS ON DELETE TO m DO INSTEAD NOTHING\n",
        ),
    ],
)
def test_a_part_is_added(before: str, new: Expectation, after: str) -> None:
    if "{i:" in after:
        after = after.replace("'btree (a)'", "btree (a)")
    assert edited(FILE, before, [Addition(new)]) == after


def test_a_view_is_added_with_its_parts() -> None:
    view = entry("view", "m", "SELECT 1")
    assert edited(FILE, "tables: {t: {}}\n", [Addition(view), Addition(RULE)]) == (
        "tables: {t: {}}\nviews:\n  m:\n    is: SELECT 1\n    rules:\n"
        "      r: AS ON DELETE TO m DO INSTEAD NOTHING\n"
    )


def test_a_view_is_renamed_and_removed_with_its_parts() -> None:
    _, file = read_text(FILE, WRITTEN)
    by_name = {(one.kind, one.name): one for one in file.expectations}
    edits: list[Edit] = [
        Rename(by_name["materialized_view", "m"], "n"),
        Removal(by_name["foreign_table", "f"]),
        Removal(by_name["trigger", "t"]),
    ]
    text = edited(FILE, WRITTEN, edits)
    _, left = read_text(FILE, text)
    assert [(one.table, one.name) for one in left.expectations][4:] == [
        ("", "n"),
        ("n", "m_a"),
        ("n", "m_b"),
        ("", "plain"),
    ]
    assert "foreign tables" not in text
