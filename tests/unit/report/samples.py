"""Items and verdicts as the audit gives them."""

from __future__ import annotations

from pathlib import Path

from pytest_schema_audit.audit import AppliedRow, AuditReport, Figure
from pytest_schema_audit.manifest.expectation import (
    Expectation,
    IgnoreRule,
    ManifestFile,
    Place,
    Suite,
    Text,
)
from pytest_schema_audit.outline import ItemSpec
from pytest_schema_audit.report.failure import failure_text
from pytest_schema_audit.report.result import Failing, Result
from pytest_schema_audit.report.writer import Writer
from pytest_schema_audit.verdict import Different, Finding, ItemKey

ROOT = Path("/project")
MAIN = ROOT / "expected/audit.yaml"
BILLING = ROOT / "expected/billing.yaml"
WRITER = Writer(ROOT)

COLUMN_SOURCE = "total: numeric(10,2) not null default 0"


def column(name: str = "total", line: int = 41, source: str = COLUMN_SOURCE) -> ItemSpec:
    place = Place(BILLING, line, 7, source)
    entry = Expectation("column", "public", "Invoice", name, Text(source), place)
    key = ItemKey(str(BILLING), "public.Invoice", f"column.{name}")
    return ItemSpec(key, "column", f"column public.Invoice.{name}", name, place, (entry,))


def table() -> ItemSpec:
    place = Place(BILLING, 3, 3, "Invoice:")
    entry = Expectation("table", "public", "Invoice", "Invoice", Text(""), place)
    key = ItemKey(str(BILLING), "public.Invoice", "table")
    return ItemSpec(key, "table", "table public.Invoice", "Invoice", place, (entry,))


def made(node: str, kind: str, subject: str, title: str) -> ItemSpec:
    """An item that no entry of the manifest asks for."""
    key = ItemKey(str(MAIN), node, f"{kind}.{subject}")
    return ItemSpec(key, kind, title, subject, Place(MAIN, 1, 1))


WRONG_TYPE = Different(
    "expected numeric(10,2), found double precision",
    (Finding("type", "numeric(10,2)", "double precision"),),
    found="double precision not null default 0",
    made_by="migrations/2.sql:212",
)

FIGURES = (
    Figure("tables", "55", "55", holds=True),
    Figure("indexes", "245", "244", holds=False),
    Figure("views", "", "3", holds=True),
    Figure("migrations applied", "2", "2", holds=True),
)

SUITE = Suite(
    database="shop",
    main=MAIN,
    files=(ManifestFile(MAIN, ()), ManifestFile(BILLING, ())),
    postgres=16,
    schemas=("public", "billing"),
    allowed=("views",),
    ignore=(IgnoreRule("index", "*", "tmp_*", "tmp_keep_*", "load tests", Place(MAIN, 5, 5)),),
)

REPORT = AuditReport(
    verdicts={},
    figures=FIGURES,
    server="PostgreSQL 16.15, embedded",
    history=(
        AppliedRow("001_init", "/project/migrations/1.sql", 0.0124),
        AppliedRow("002_totals", "/project/migrations/2.sql", 1.5),
    ),
    notes=("one note",),
)


def failing(spec: ItemSpec, verdict: Different) -> Failing:
    text = failure_text(spec, verdict, WRITER)
    return Failing(spec, verdict, text, WRITER.item(spec.key))


def result(*members: Failing) -> Result:
    return Result(SUITE, REPORT, members)
