"""Compare an object that is described by its CREATE statement with what is expected of it."""

from __future__ import annotations

from itertools import zip_longest

from ..model import SchemaObject
from ..verdict import Finding, Verdict
from .differ import findings
from .taken_apart import ATTRIBUTES
from .wording import verdict

_FIRES = {"": "by default"}


def check_object(kind: str, expected: str, enabled: str, found: SchemaObject) -> Verdict:
    """Compare what follows the name in two CREATE statements, and whether the object is enabled.

    :param kind: the kind of the entry.
    :param expected: the definition expected, in PostgreSQL's form where it has one.
    :param enabled: when it is expected to fire; empty for PostgreSQL's default.
    :param found: the object.
    """
    changes = list(definition_findings(kind, expected, found.definition))
    if enabled != found.enabled:
        changes.append(enabled_finding(enabled, found.enabled))
    return verdict(changes, object_text(found))


def enabled_finding(expected: str, found: str) -> Finding:
    """Return the finding that something fires at other times than expected.

    :param expected: ``disabled``, ``replica``, ``always``; empty for PostgreSQL's default.
    :param found: the same of what is there.
    """
    return Finding("enabled", _FIRES.get(expected, expected), _FIRES.get(found, found))


def object_text(found: SchemaObject) -> str:
    """Write an object as messages show it."""
    text = found.definition or "{}"
    return f"{text} ({found.enabled})" if found.enabled else text


def definition_findings(kind: str, expected: str, found: str) -> tuple[Finding, ...]:
    """List the attributes in which two definitions differ; the definition where none has a name."""
    if expected == found:
        return ()
    attributes = ATTRIBUTES.get(kind)
    named = findings(attributes(kind, expected), attributes(kind, found)) if attributes else ()
    whole = named or (Finding("definition", expected, found),)
    return tuple(_at_first_line(one) for one in whole)


def _at_first_line(finding: Finding) -> Finding:
    """Show of long texts the first line that differs."""
    sides = finding.expected.splitlines(), finding.found.splitlines()
    if max(map(len, sides)) < 2:
        return finding
    lines = enumerate(zip_longest(*sides, fillvalue=""), start=1)
    number, (ours, theirs) = next(
        ((n, pair) for n, pair in lines if pair[0] != pair[1]), (1, ("", ""))
    )
    path = f"{finding.path} line {number}"
    if ours.strip() == theirs.strip():  # only the white space shows the difference
        return Finding(path, f'"{ours}"', f'"{theirs}"')
    return Finding(path, ours.strip() or "nothing", theirs.strip() or "nothing")
