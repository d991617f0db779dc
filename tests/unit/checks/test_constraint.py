from __future__ import annotations

import pytest

from pytest_schema_audit.checks.constraint import check_constraint
from pytest_schema_audit.verdict import Different, Finding, Same
from tests.unit.checks.values import constraint

FK = "FOREIGN KEY (a) REFERENCES t(b)"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (FK, "FOREIGN KEY (c) REFERENCES t(b)", ("columns", "(a)", "(c)")),
        (FK, "FOREIGN KEY (a) REFERENCES u(b)", ("references", "t", "u")),
        (FK, "FOREIGN KEY (a) REFERENCES s.t(b)", ("references", "t", "s.t")),
        (FK, "FOREIGN KEY (a) REFERENCES t(c)", ("referenced columns", "(b)", "(c)")),
        (FK, f"{FK} MATCH FULL", ("match", "SIMPLE", "FULL")),
        (FK, f"{FK} ON UPDATE CASCADE", ("on update", "NO ACTION", "CASCADE")),
        (FK, f"{FK} ON UPDATE SET DEFAULT", ("on update", "NO ACTION", "SET DEFAULT")),
        (FK, f"{FK} ON DELETE RESTRICT", ("on delete", "NO ACTION", "RESTRICT")),
        (FK, f"{FK} ON DELETE SET NULL (a)", ("on delete", "NO ACTION", "SET NULL (a)")),
        (
            f"{FK} ON DELETE SET NULL",
            f"{FK} ON DELETE SET NULL (a)",
            ("on delete", "SET NULL", "SET NULL (a)"),
        ),
        (FK, f"{FK} DEFERRABLE", ("deferrable", "false", "true")),
        (FK, f"{FK} NOT VALID", ("validated", "true", "false")),
        (
            "FOREIGN KEY (a, PERIOD p) REFERENCES t(b, PERIOD q)",
            "FOREIGN KEY (a, p) REFERENCES t(b, q)",
            ("period", "true", "false"),
        ),
    ],
)
def test_each_attribute_of_a_foreign_key(
    ours: str, theirs: str, expected: tuple[str, str, str]
) -> None:
    verdict = check_constraint(constraint(ours, "f"), constraint(theirs, "f"))
    assert isinstance(verdict, Different)
    assert (verdict.findings, verdict.found) == ((Finding(*expected),), theirs)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ("CHECK ((a > 1))", ("expression", "a > 0", "a > 1")),
        ("CHECK ((a > 0)) NO INHERIT", ("no inherit", "false", "true")),
        ("CHECK ((a > 0)) NOT VALID", ("validated", "true", "false")),
    ],
)
def test_each_attribute_of_a_check(theirs: str, expected: tuple[str, str, str]) -> None:
    verdict = check_constraint(constraint("CHECK ((a > 0))"), constraint(theirs))
    assert isinstance(verdict, Different)
    assert verdict.findings == (Finding(*expected),)


def test_not_enforced_is_said_with_what_follows_from_it() -> None:
    verdict = check_constraint(
        constraint("CHECK ((a > 0))"), constraint("CHECK ((a > 0)) NOT ENFORCED")
    )
    assert isinstance(verdict, Different)
    assert verdict.summary == "validated and enforced differ"


def test_another_kind_of_constraint() -> None:
    verdict = check_constraint(constraint(FK, "f"), constraint("CHECK ((a > 0))"))
    assert isinstance(verdict, Different)
    assert verdict.summary == "kind: expected foreign key, found check"
    assert verdict.found == "CHECK ((a > 0))"


def test_the_same_is_the_same() -> None:
    assert check_constraint(constraint(FK, "f"), constraint(FK, "f", xid=9)) == Same()
