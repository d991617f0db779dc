"""What belongs to a relation names the relation that its entry stands under."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.manifest.errors import ManifestErrors
from pytest_schema_audit.manifest.suites import read_text

FILE = Path("/somewhere/audit.yaml")


@pytest.mark.parametrize(
    "entry",
    [
        "triggers: {x: AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()}",
        'triggers: {x: AFTER INSERT ON "public"."item" FOR EACH ROW EXECUTE FUNCTION f()}',
        "rules: {x: AS ON INSERT TO Item DO INSTEAD NOTHING}",
        "policies: {x: ON public.item USING (EXISTS (SELECT FROM other))}",
    ],
)
def test_its_own_table(entry: str) -> None:
    _, file = read_text(FILE, f"tables:\n  item:\n    {entry}\n")
    assert [one.name for one in file.expectations] == ["item", "x"]


@pytest.mark.parametrize(
    ("head", "entry", "expected"),
    [
        (
            "tables:\n  Item:",
            'triggers: {x: "AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()"}',
            """\
/somewhere/audit.yaml:3:36: this trigger is for item, and stands under "Item"
    triggers: {x: "AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()"}
                                   ^
  expected it under item, or for "Item"
  write AFTER INSERT ON "Item" FOR EACH ROW EXECUTE FUNCTION f()""",
        ),
        (
            "schema: ä\nviews:\n  v:\n    is: SELECT 1",
            "rules:\n      x: |-\n        AS ON DELETE\n        TO v DO INSTEAD NOTHING",
            """\
/somewhere/audit.yaml:8:12: this rule is for v, and stands under "ä".v
    TO v DO INSTEAD NOTHING
       ^
  expected it under v, or for "ä".v
  write "AS ON DELETE\\nTO \\"ä\\".v DO INSTEAD NOTHING\"""",
        ),
        (
            "tables:\n  item:",
            "policies: {x: 'ON \"a b\" . item TO PUBLIC'}",
            """\
/somewhere/audit.yaml:3:23: this policy is for "a b" . item, and stands under item
    policies: {x: 'ON "a b" . item TO PUBLIC'}
                      ^
  expected it under "a b" . item, or for item
  write ON item TO PUBLIC""",
        ),
    ],
)
def test_another_table(head: str, entry: str, expected: str) -> None:
    with pytest.raises(ManifestErrors) as caught:
        read_text(FILE, f"{head}\n    {entry}\n")
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("columns: {a: {is: integer, enabled: always}}", "a column with `enabled:`"),
        ("indexes: {a: {is: btree (a), enabled: always}}", "an index with `enabled:`"),
        ("checks: {a: {is: CHECK (a > 0), enabled: disabled}}", "a check with `enabled:`"),
        ("policies: {a: {is: ON item, enabled: disabled}}", "a policy with `enabled:`"),
        ("uniques: {a: {is: UNIQUE (a), enabled: off}}", "`off` says not when it fires"),
    ],
)
def test_what_cannot_be_disabled(entry: str, expected: str) -> None:
    with pytest.raises(ManifestErrors) as caught:
        read_text(FILE, f"tables:\n  item:\n    {entry}\n")
    assert [one.message for one in caught.value.mistakes] == [expected]
