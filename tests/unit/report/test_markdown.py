"""The report as Markdown."""

from __future__ import annotations

from dataclasses import replace

from pytest_schema_audit.report.markdown import escaped, markdown
from pytest_schema_audit.verdict import Different

from .samples import WRITER, WRONG_TYPE, column, failing, result, table

HEAD = """\
# Schema audit

## shop

Manifest: `expected/audit.yaml`

**{standing}** on PostgreSQL 16.15, embedded

| | expected | found | |
|---|--:|--:|---|
| tables | 55 | 55 | ok |
| indexes | 245 | 244 | DRIFT |
| views |  | 3 |  |
| migrations applied | 2 | 2 | ok |

### Migrations

| | migration | file | ms |
|--:|---|---|--:|
| 1 | 001\\_init | migrations/1.sql | 12 |
| 2 | 002\\_totals | migrations/2.sql | 1500 |

- one note
"""

FINDINGS = """
### Findings

#### table public.Invoice: is missing

```text
table public.Invoice: is missing
  expected  expected/billing.yaml:3   Invoice:
  found     nothing
```

`expected/billing.yaml::public.Invoice::table`

1 more failing because of it.

### What to do

If the migrations are right, update the manifest:

```sh
pytest --schema-audit-update=write --schema-audit-update-remove expected/billing.yaml::public.Invoice::table
```

If the manifest is right, fix the migrations

Run these again:

```sh
pytest --schema-audit expected/billing.yaml::public.Invoice::table
```
"""


def test_without_drift() -> None:
    assert markdown([result()], WRITER) == HEAD.format(standing="No drift")


def test_with_findings() -> None:
    follows = Different("table public.Invoice is missing", cause=table().key)
    members = (failing(table(), Different("is missing")), failing(column(), follows))
    standing = "Drift: 1 cause, 2 failing items"
    assert markdown([result(*members)], WRITER) == HEAD.format(standing=standing) + FINDINGS


def test_a_live_database_is_not_what_a_manifest_is_updated_from() -> None:
    text = markdown([replace(result(failing(column(), WRONG_TYPE)), live="env:URL")], WRITER)
    assert text.partition("### What to do\n")[2] == (
        "\nRun these again:\n\n```sh\npytest --schema-audit-live=env:URL"
        " expected/billing.yaml::public.Invoice::column.total\n```\n"
    )


def test_text_with_backticks_stays_inside_its_fence() -> None:
    member = replace(failing(column(), WRONG_TYPE), text="title\n```\nescape")
    assert "````text\ntitle\n```\nescape\n````\n" in markdown([result(member)], WRITER)


def test_an_id_with_backticks_stays_inside_its_span() -> None:
    member = replace(failing(column(), WRONG_TYPE), item_id="f.yaml::public.t`a::column.``b<i>")
    text = markdown([result(member)], WRITER)
    assert "\n``` f.yaml::public.t`a::column.``b<i> ```\n" in text


def test_audit_that_could_not_be_made() -> None:
    text = markdown([replace(result(), report=None)], WRITER)
    assert "**The audit could not be made; nothing was checked.**" in text
    assert "### What to do" not in text


def test_nothing_audited() -> None:
    assert markdown([], WRITER, "no manifest found") == (
        "# Schema audit\n\n**Nothing was audited.**\n\n```text\nno manifest found\n```\n"
    )


def test_names_cannot_break_out() -> None:
    assert escaped("a|b_c\n<img>`x`") == r"a\|b\_c\\n\<img\>\`x\`"
