"""The proof fails when any one comparison is taken out of the checks, whichever it is.

What there is to compare is not listed here: each function that names attributes is watched while
drift is made, and then left one attribute short, for every attribute it named.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pytest_schema_audit import comparison, object_comparison, object_verdicts, verdicts
from pytest_schema_audit.checks.enum import check_enum
from pytest_schema_audit.checks.statement import check_object
from pytest_schema_audit.checks.table import check_table
from pytest_schema_audit.checks.taken_apart import ATTRIBUTES
from pytest_schema_audit.checks.unexpected import check_total, check_unexpected
from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.kinds import DATABASE_WIDE, PLURALS, slug
from pytest_schema_audit.manifest.object_kinds import OBJECT_KINDS
from pytest_schema_audit.proving.mutation import Mutation
from pytest_schema_audit.proving.prove import Prover
from pytest_schema_audit.servers import Server
from pytest_schema_audit.verdict import Different, Same, Verdict
from tests.proving import covered, proving

pytestmark = pytest.mark.deep  # each of a hundred is a proof of a whole manifest

HERE = Path(__file__).parent
ASPECTS = ("comments", "column-order", "versions")

KEYS = ("index.", "unique_index.", "unique.", "primary_key.", "exclusion.")
NAMED = {
    "checks.column.column_attributes": ("column.",),
    "checks.index.index_attributes": KEYS,
    "checks.index.guarantee_attributes": KEYS,
    "checks.attributes._key_order": KEYS,
    "checks.constraint.constraint_attributes": ("foreign_key.", "check."),
    "checks.table._found": ("table.",),
    "checks.sequence._options": ("sequence.",),
}
"""What names attributes -> the kinds of drift that concern it."""

NEWER = {
    "nulls not distinct": 15,
    "period": 18,
    "without overlaps": 18,
    "enforced": 18,
    "persistence": 15,
}
"""Attribute -> the first major in which it can differ."""

FIXED = {
    "function": {"object file"},
    "procedure": {
        *("object file", "returns", "window"),
        *("volatility", "strict", "leakproof", "parallel"),
    },
    "aggregate": {"order by", "finalfunc extra", "mfinalfunc extra", "mspace"},
    "range_type": {"canonical", "multirange type name"},
    "collation": {"deterministic"},
    "operator": {"leftarg", "rightarg"},
    "operator_class": {"method", "type"},
    "operator_family": {"drops"},
    "base_type": {"typmod in", "typmod out", "analyze", "subscript", "element", "passedbyvalue"},
    "subscription": {"two_phase"},
}
"""Kind -> attributes that are in the name of its objects, or need what no server has of itself."""


LATER = {
    "materialized_view": {"method": 15},
    "collation": {"provider": 17},
    "publication": {"schemas": 15, "publish_generated_columns": 18},
    "subscription": {
        "disable_on_error": 15,
        **dict.fromkeys(("origin", "password_required", "run_as_owner"), 16),
        "failover": 17,
    },
}
"""Kind -> attributes, each with the first major in which it can be changed."""

NUMBERED = {"set", "check", "attribute", "column", "operator", "function", "mapping", "table"}
"""First words of attributes of which an object has several, each with a name behind it."""


@pytest.fixture(scope="module")
def prover(server: Server) -> Iterator[Prover]:
    """One of every kind of object, and what can be done to it."""
    scripts = [(HERE / "prove.sql").read_text()]
    if server.major >= 18:
        scripts.append((HERE / "prove_18.sql").read_text())
    with (
        scratch_database(server) as conninfo,
        proving(conninfo, *scripts, aspects=ASPECTS) as made,
    ):
        yield made


def escapes(prover: Prover, mutations: Iterable[Mutation], like: str = "") -> bool:
    """Whether any of these kinds of drift is not caught; the likeliest are tried first."""
    words = set(like.split())
    ordered = sorted(mutations, key=lambda one: not words & set(one.name.split(".")[1].split("_")))
    return any(isinstance(prover.verdict(mutation), Different) for mutation in ordered)


def of(prover: Prover, *prefixes: str) -> list[Mutation]:
    return [mutation for mutation in covered(prover) if mutation.name.startswith(prefixes)]


def group(attribute: str) -> str:
    """The settings of a function, the checks of a domain and so on, each named, are one."""
    head, _, rest = attribute.partition(" ")
    return head if rest and head in NUMBERED else attribute


def watched(function: Callable[..., Mapping[str, object]], seen: set[str]) -> Callable[..., Any]:
    def watch(*args: Any) -> Mapping[str, object]:
        named = function(*args)
        seen.update(map(group, named))
        return named

    return watch


def without(function: Callable[..., Mapping[str, object]], name: str) -> Callable[..., Any]:
    def weakened(*args: Any) -> Mapping[str, object]:
        return {key: value for key, value in function(*args).items() if group(key) != name}

    return weakened


def overlooked(
    prover: Prover,
    mutations: list[Mutation],
    weaken: Callable[[Callable[..., Any]], None],
    function: Callable[..., Mapping[str, object]],
    fixed: Collection[str] = (),
) -> list[str]:
    """The attributes without which every kind of drift is still said to be caught."""
    seen: set[str] = set()
    weaken(watched(function, seen))
    assert not escapes(prover, mutations)
    left = []
    for name in sorted(seen - set(fixed)):
        weaken(without(function, name))
        if NEWER.get(name, 0) <= prover.scene.snapshot.major and not escapes(
            prover, mutations, name
        ):
            left.append(name)
    assert seen
    return left


@pytest.mark.parametrize("path", NAMED)
def test_every_attribute_is_needed(
    path: str, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    module_name, _, name = path.rpartition(".")
    module = importlib.import_module(f"pytest_schema_audit.{module_name}")

    def weaken(function: Callable[..., Any]) -> None:
        monkeypatch.setattr(module, name, function)
        if name == "_found":  # what is expected is in a function of its own
            monkeypatch.setattr(module, "_expected", partly(expected, function))

    expected = getattr(module, "_expected", None)
    left = overlooked(prover, of(prover, *NAMED[path]), weaken, getattr(module, name))
    assert left == []


def partly(
    function: Callable[..., Mapping[str, object]] | None, like: Callable[..., Any]
) -> Callable[..., Any]:
    """Name of what is expected only what is named of what was found."""

    def weakened(expected: Any, found: Any) -> Mapping[str, object]:
        assert function is not None
        named = like(found)
        return {key: value for key, value in function(expected, found).items() if key in named}

    return weakened


@pytest.mark.parametrize("kind", [kind for kind in OBJECT_KINDS if kind in ATTRIBUTES])
def test_every_part_of_a_statement_is_needed(
    kind: str, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weaken(function: Callable[..., Any]) -> None:
        monkeypatch.setitem(ATTRIBUTES, kind, function)

    mutations = of(prover, f"{kind}.")
    major = prover.scene.snapshot.major
    later = {name for name, first in LATER.get(kind, {}).items() if first > major}
    fixed = FIXED.get(kind, set()) | later
    assert overlooked(prover, mutations, weaken, ATTRIBUTES[kind], fixed) == []


@pytest.mark.parametrize("kind", DATABASE_WIDE)
def test_every_unexpected_kind_is_needed(
    kind: str, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weakened(found: Iterable[Any], openness: Any) -> Verdict:
        return check_unexpected((one for one in found if one.kind != kind), openness)

    mutations = of(prover, f"{slug(kind)}.add")
    if kind == "default privilege":
        assert mutations == []  # privileges are not compared here
        return
    assert not escapes(prover, mutations)
    monkeypatch.setattr(verdicts, "check_unexpected", weakened)
    assert escapes(prover, mutations)


@pytest.mark.parametrize(
    "what", ["column", "index", "primary key", "unique", "foreign key", "check", "exclusion"]
)
def test_every_unexpected_part_of_a_table_is_needed(
    what: str, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weakened(found: Iterable[Any], openness: Any) -> Verdict:
        return check_unexpected((one for one in found if one.kind != what), openness)

    monkeypatch.setattr(verdicts, "check_unexpected", weakened)
    assert escapes(prover, of(prover, f"{slug(what)}.add"))


def test_every_total_is_needed(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    left = []
    for mutation in of(prover, "total."):

        def weakened(number: int, kind: str, *sides: Any, name: str = mutation.name) -> Verdict:
            left_out = name == f"total.{slug(PLURALS[kind])}"
            return Same() if left_out else check_total(number, kind, *sides)

        monkeypatch.setattr(verdicts, "check_total", weakened)
        left += [] if escapes(prover, [mutation]) else [mutation.name]
    assert left == []


def test_every_drop_needs_what_is_missing(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    def weakened(*args: Any, **kwargs: Any) -> Verdict:
        return Same()

    monkeypatch.setattr(verdicts, "missing", weakened)
    monkeypatch.setattr(object_verdicts, "missing", weakened)
    monkeypatch.setattr(verdicts, "cause_behind", lambda *args: None)
    drops = [mutation for mutation in covered(prover) if mutation.name.endswith(".drop")]
    assert [one.name for one in drops if not escapes(prover, [one])] == []


def test_every_comment_is_needed(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "comment_of", lambda *args: "")
    comments = [mutation for mutation in covered(prover) if mutation.name.endswith(".comment")]
    assert [one.name for one in comments if not escapes(prover, [one])] == []


@pytest.mark.parametrize("path", ["label", "order"])
@pytest.mark.parametrize("side", ["expected", "found"])
def test_every_comparison_of_labels_is_needed(
    path: str, side: str, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weakened(*args: Any) -> Verdict:
        verdict = check_enum(*args)
        if not isinstance(verdict, Different):
            return verdict
        left = [one for one in verdict.findings if one.path != path or not getattr(one, side)]
        return replace(verdict, findings=tuple(left)) if left else Same()

    monkeypatch.setattr(verdicts, "check_enum", weakened)
    assert escapes(prover, of(prover, "enum.label"), path)


def test_the_order_of_columns_is_needed(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "check_column_order", lambda *args: Same())
    assert escapes(prover, of(prover, "table.column_order"))


def test_rows_are_needed(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts._Judge, "_rows", lambda *args: Same())
    assert escapes(prover, of(prover, "rows."))


def test_whether_a_trigger_fires_is_needed(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    def weakened(kind: str, expected: str, enabled: str, found: Any, *rest: Any) -> Verdict:
        return check_object(kind, expected, found.enabled, found, *rest)

    monkeypatch.setattr(object_verdicts, "check_object", weakened)
    assert escapes(prover, of(prover, "trigger.enabled"))


def test_the_comparison_of_texts_is_needed(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "_alike", lambda *args: True)
    monkeypatch.setattr(object_comparison, "alike", lambda *args: True)
    compared = of(prover, "column.default", "index.predicate", "check.expression", "view.query")
    assert [one.name for one in compared if not escapes(prover, [one])] == []


def test_false_alarms_are_seen(prover: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item that fails beside those that must is no less wrong."""

    def wrong(traits: Any, table: Any) -> Verdict:
        return check_table(traits, table) if table.name != "plain" else Different("is wrong")

    def calm(prover: Prover) -> bool:
        return not escapes(prover, of(prover, "index.predicate"))

    assert calm(prover)
    monkeypatch.setattr(verdicts, "check_table", wrong)
    assert not calm(prover)
