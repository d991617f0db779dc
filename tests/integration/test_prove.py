"""`--schema-audit-prove`: every kind of drift is made on a copy, and has to be caught."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.audit import audited
from pytest_schema_audit.database import cloned_database, scratch_database
from pytest_schema_audit.manifest import load
from pytest_schema_audit.migrations import discover
from pytest_schema_audit.outline import outline
from pytest_schema_audit.proving.catalogue import MUTATIONS, proofs
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import NotAsked, Same
from tests.integration.conftest import Project
from tests.proving import answers, proving

REFERENCE = Path(__file__).parents[1] / "medspa" / "handwritten"

WEAKENED = """\
from pytest_schema_audit.checks import {module}

whole = {module}.{function}


def weakened(*args):
    return {{key: value for key, value in whole(*args).items() if key != "{attribute}"}}


{module}.{function} = weakened
"""
"""An audit that leaves an attribute out."""

UNCAUGHT = """\
drift column.default is not caught
  changed   ALTER TABLE "public"."invoice" ALTER COLUMN "total" DROP DEFAULT
  audit     public.invoice::column.total had to fail and to name default, but it holds
  hint      a gap of pytest-schema-audit itself, not of your schema: please report this text, with
            the statement that makes the object changed and the version of PostgreSQL"""

UNNAMED = """\
drift index.predicate is not caught for what it is
  changed   DROP INDEX "public"."invoice_state_idx";
            CREATE INDEX invoice_state_idx ON public.invoice (state) WHERE id IS NOT NULL
  audit     public.invoice::index.invoice_state_idx had to fail and to name predicate, but it fails: expected btree (state), found btree (state) WHERE (id IS NOT NULL)
  hint      a gap of pytest-schema-audit itself, not of your schema: please report this text, with
            the statement that makes the object changed and the version of PostgreSQL"""


AS_CHANGES_MAKE_IT = """
CREATE SCHEMA shop;
CREATE TABLE shop.plain AS SELECT 1 AS id;
CREATE EXTENSION citext;
CREATE PUBLICATION few FOR TABLE shop.plain
    WITH (publish = 'insert', publish_via_partition_root = true);
CREATE SUBSCRIPTION others CONNECTION '' PUBLICATION few WITH (
    connect = false, slot_name = NONE, enabled = false, binary = true,
    synchronous_commit = 'local', streaming = on
);
CREATE TEXT SEARCH DICTIONARY shop.stems (TEMPLATE = snowball, LANGUAGE = german, STOPWORDS = danish);
CREATE TYPE shop.height AS RANGE (SUBTYPE = float8, MULTIRANGE_TYPE_NAME = shop.heights);
CREATE FUNCTION shop.seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON sql_drop WHEN TAG IN ('DROP VIEW') EXECUTE FUNCTION shop.seen();
"""
"""Objects that have what drift gives to others, and options that not every other object takes."""


def prove(project: Project, *args: str) -> pytest.RunResult:
    return project.run("--schema-audit-prove", *args)


def test_a_test_for_each_kind_of_drift(project: Project) -> None:
    result = prove(project, "-rs")
    outcomes = result.parseoutcomes()
    assert result.ret == 0
    (line,) = [line for line in result.outlines if line.startswith("proved: ")]
    caught = int(line.split()[1])
    assert line == (
        f"proved: {caught} of {caught} kinds of drift are caught "
        f"({outcomes['skipped']} not provable here)"
    )
    assert caught > 90
    result.stdout.fnmatch_lines(
        ["SKIPPED * not provable here: no partitioned table is described"], consecutive=False
    )


def test_ids_are_known_without_a_database(project: Project) -> None:
    ids = project.collected("--schema-audit-prove")
    made = [name for name in ids if "::prove::" in name]
    assert "expected/audit.yaml::prove::prove.index.predicate" in made
    assert "expected/audit.yaml::prove::prove.total.tables" in made
    # Nothing of the manifest is a sequence, and no total counts them.
    assert not [name for name in made if ".sequence.cache" in name or "total.sequences" in name]


def test_without_the_option_nothing_is_proved(project: Project) -> None:
    assert not [name for name in project.collected("--schema-audit") if "::prove::" in name]


def test_an_id_runs_alone(project: Project) -> None:
    result = project.run("expected/audit.yaml::prove::prove.index.predicate")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["proved: 1 of 1 kind of drift is caught"])


@pytest.mark.parametrize(
    ("text", "name", "weakened"),
    [
        (UNCAUGHT, "column.default", ("column", "column_attributes", "default")),
        (UNNAMED, "index.predicate", ("index", "guarantee_attributes", "predicate")),
    ],
)
def test_what_is_not_caught_fails(
    project: Project, text: str, name: str, weakened: tuple[str, str, str]
) -> None:
    module, function, attribute = weakened
    project.write(
        "conftest.py", WEAKENED.format(module=module, function=function, attribute=attribute)
    )
    result, (case,) = project.junit(f"expected/audit.yaml::prove::prove.{name}")
    assert result.ret == 1
    assert case.message == text.partition("\n")[0]
    assert case.text.rstrip() == text
    result.stdout.fnmatch_lines(["proved: 0 of 1 kind of drift is caught"])
    result.stdout.no_fnmatch_line("*--schema-audit-update*")


def test_drift_that_is_there_stays_what_it_is(project: Project) -> None:
    project.migrate("ALTER TABLE invoice ADD note text; CREATE VIEW v AS SELECT 1 AS a;")
    result = prove(project)
    assert result.parseoutcomes()["failed"] == 2
    result.stdout.fnmatch_lines(["proved: * kinds of drift are caught*"])


def test_what_is_left_open_is_not_provable(project: Project) -> None:
    audit = project.path / "expected/audit.yaml"
    audit.write_text(f"{audit.read_text()}unexpected: {{views: allow}}\n")
    result = prove(project, "-rs", "expected/audit.yaml::prove::prove.view.add")
    result.stdout.fnmatch_lines(
        ["SKIPPED * not provable here: the suite leaves unlisted views open"]
    )


@pytest.mark.parametrize(
    ("other", "text"),
    [
        (
            "--schema-audit-live=env:AUDIT_SERVER",
            "ERROR: --schema-audit-prove cannot go with --schema-audit-live: a live database is never"
            " changed, and proofs change a copy of the one audited; leave out either of them",
        ),
        (
            "--schema-audit-update=diff",
            "ERROR: --schema-audit-prove cannot go with --schema-audit-update: proofs say something"
            " of the audit, and nothing that a manifest could hold; leave out either of them",
        ),
    ],
)
def test_refused_together(project: Project, other: str, text: str) -> None:
    result = prove(project, other)
    assert result.ret == 4
    assert [line for line in result.errlines if line] == [text]


def test_workers_share_the_proofs(project: Project) -> None:
    assert prove(project, "-n2").ret == 0


def test_nothing_of_it_stays(
    server: Server, new_database: Callable[[], AbstractContextManager[str]]
) -> None:
    with new_database() as original:
        with psycopg.connect(original) as connection:
            connection.execute("CREATE TABLE t AS SELECT 7 AS a")
        with cloned_database(server, original) as copy, psycopg.connect(copy) as connection:
            assert connection.execute("SELECT a FROM t").fetchall() == [(7,)]
            connection.execute("DROP TABLE t")
        with psycopg.connect(original) as connection:
            names = connection.execute("SELECT datname FROM pg_database").fetchall()
            assert connection.execute("SELECT a FROM t").fetchall() == [(7,)]
        assert copy.partition("dbname=")[2].split()[0] not in {name for (name,) in names}


def test_a_drift_is_always_a_change(server: Server) -> None:
    with scratch_database(server) as conninfo, proving(conninfo, AS_CHANGES_MAKE_IT) as prover:
        found = answers(prover)
    assert [name for name, said in found.items() if not isinstance(said, Same | NotAsked)] == []
    lacking = "not provable here: no extension is described that could be changed so"
    assert found["extension.version"] == NotAsked(lacking)
    unproved = {name for name, said in found.items() if isinstance(said, NotAsked)}
    options = {
        *("publication.publish", "publication.publish_via_partition_root"),
        *("subscription.binary", "subscription.synchronous_commit", "subscription.streaming"),
        *("text_search_dictionary.template", "text_search_dictionary.stopwords"),
        *("range_type.subtype_diff", "event_trigger.event", "event_trigger.tags"),
    }
    assert unproved & options == set()


def test_a_sequence_of_an_identity_column_is_its_column_s(server: Server) -> None:
    script = """
        CREATE SCHEMA shop;
        CREATE TABLE shop.plain (id bigint GENERATED ALWAYS AS IDENTITY);
        ALTER SEQUENCE shop.plain_id_seq AS smallint;
        INSERT INTO shop.plain DEFAULT VALUES;
    """
    with scratch_database(server) as conninfo, proving(conninfo, script) as prover:
        found = answers(prover)
    assert "sequence.type" in found
    assert [name for name, said in found.items() if not isinstance(said, Same | NotAsked)] == []


def test_names_are_unique() -> None:
    names = [mutation.name for mutation in MUTATIONS]
    assert len(names) == len(set(names))


def test_reference_case(server: Server) -> None:
    """Everything that can be made there is caught."""
    (suite,) = load([REFERENCE])
    assert suite.migrations is not None
    plan = discover(suite.migrations.path, layout=suite.migrations.layout)
    wanted = list(proofs(suite))
    items = outline(suite, [one.name for one in plan.migrations], proofs=wanted)
    with audited(server, items, plan) as made:
        verdicts = {k.name: v for k, v in made.report.verdicts.items() if k.node == "prove"}
    assert sorted(verdicts) == sorted(f"prove.{name}" for name in wanted)
    assert [v for v in verdicts.values() if not isinstance(v, Same | NotAsked)] == []
    assert sum(isinstance(v, Same) for v in verdicts.values()) > 110
