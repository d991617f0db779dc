"""A small project with migrations and a manifest, on which whole runs of pytest are made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from xml.etree import ElementTree

import psycopg
import psycopg.conninfo
import pytest

# Imported before pytester's runs in this process, which forget the modules they import: pglast's
# parser would go on making nodes of the classes that it met first.
import pytest_schema_audit.checks.clauses  # noqa: F401
import pytest_schema_audit.session  # noqa: F401
from pytest_schema_audit.commands import database_url
from pytest_schema_audit.servers import Server

MIGRATION = """\
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL);
CREATE TABLE invoice (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customer (id),
    total numeric(10,2) NOT NULL DEFAULT 0,
    state state NOT NULL
);
CREATE INDEX invoice_state_idx ON invoice (state);
"""

AUDIT = """\
database: shop
migrations: {path: ../migrations, layout: plain}
totals: {tables: 2, foreign keys: 1}
"""

BILLING = """\
tables:
  customer:
    columns:
      id: bigint not null
      email: text not null
    primary key:
      customer_pkey: [id]
  invoice:
    columns:
      id: bigint not null
      customer_id: bigint not null
      total: numeric(10,2) not null default 0
      state: state not null
    primary key:
      invoice_pkey: [id]
    foreign keys:
      invoice_customer_id_fkey: FOREIGN KEY (customer_id) REFERENCES customer(id)
    indexes:
      invoice_state_idx: btree (state)
enums:
  state: [open, paid]
"""

LEAN = ("-p", "no:randomly", "-p", "no:hypothesispytest")
"""Items in their own order, and no import of hypothesis, which takes longer than the audit."""

SETTINGS = """\
[pytest]
schema_audit_server = env:AUDIT_SERVER
"""


@dataclass(frozen=True)
class Case:
    """One test case of a JUnit file.

    :param outcome: ``passed``, ``failure``, ``error`` or ``skipped``.
    """

    classname: str
    name: str
    outcome: str
    message: str
    text: str


@dataclass(frozen=True)
class Project:
    """A folder with migrations and a manifest that agree, and a pytest to run there."""

    pytester: pytest.Pytester

    @property
    def path(self) -> Path:
        return self.pytester.path

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def migrate(self, sql: str, name: str = "migrations/002_change.sql") -> None:
        self.write(name, sql)

    def execute(self, sql: LiteralString) -> None:
        """Execute a statement on the server, outside the audited database."""
        with psycopg.connect(os.environ["AUDIT_SERVER"], autocommit=True) as connection:
            connection.execute(sql)

    def query(self, sql: LiteralString, *values: object) -> list[tuple[object, ...]]:
        """Rows of a query on the server, outside the audited database."""
        with psycopg.connect(os.environ["AUDIT_SERVER"], autocommit=True) as connection:
            return connection.execute(sql, values).fetchall()

    def run(self, *args: str) -> pytest.RunResult:
        """Run pytest in a process of its own."""
        return self.pytester.runpytest_subprocess(*LEAN, *args)

    def run_here(self, *args: str) -> pytest.RunResult:
        """Run pytest in this process: faster, for runs that start no other."""
        return self.pytester.runpytest_inprocess(*LEAN, *args)

    def audit(self, *args: str) -> pytest.RunResult:
        return self.run("--schema-audit", *args)

    def collected(self, *args: str) -> list[str]:
        """The ids that ``--collect-only`` prints; in this process, for speed."""
        lines = self.run_here("--collect-only", "-q", *args).outlines
        return [line for line in lines if "::" in line]

    def junit(self, *args: str) -> tuple[pytest.RunResult, list[Case]]:
        """Run the audit and read the JUnit file it writes."""
        result = self.audit("--junitxml=junit.xml", *args)
        root = ElementTree.parse(self.path / "junit.xml").getroot()
        return result, [_case(element) for element in root.iter("testcase")]


def _case(element: ElementTree.Element) -> Case:
    child = next(iter(element), None)
    return Case(
        element.get("classname", ""),
        element.get("name", ""),
        "passed" if child is None else child.tag,
        "" if child is None else child.get("message", ""),
        "" if child is None else child.text or "",
    )


@pytest.fixture
def project(pytester: pytest.Pytester, server: Server, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project, its audits on the session's server."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    parameters = psycopg.conninfo.conninfo_to_dict(server.conninfo)
    monkeypatch.setenv(
        "AUDIT_SERVER", database_url({key: str(value) for key, value in parameters.items()})
    )
    made = Project(pytester)
    made.write("pytest.ini", SETTINGS)
    made.write("migrations/001_initial.sql", MIGRATION)
    made.write("expected/audit.yaml", AUDIT)
    made.write("expected/billing.yaml", BILLING)
    return made
