"""The words of a difference: findings to one line."""

from __future__ import annotations

from collections.abc import Sequence

from ..verdict import Different, Finding, Same, Verdict


def verdict(findings: Sequence[Finding], found: str, hints: Sequence[str] = ()) -> Verdict:
    """Return the verdict that findings make: none is the same.

    :param findings: the attributes that differ.
    :param found: the whole definition found.
    :param hints: whole sentences to add.
    """
    if not findings:
        return Same()
    return Different(
        summary=summary(findings), findings=tuple(findings), found=found, hints=tuple(hints)
    )


def summary(findings: Sequence[Finding]) -> str:
    """Put findings on one line: the values of a single one, the names of several."""
    names = list(dict.fromkeys(finding.path for finding in findings))
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]} differ"
    if len(findings) > 1:
        return f"{len(findings)} {names[0]}s differ"
    finding = findings[0]
    values = f"expected {finding.expected or 'none'}, found {finding.found or 'none'}"
    return values if finding.path in {"type", "definition"} else f"{finding.path}: {values}"


def missing(found: str = "", hints: Sequence[str] = ()) -> Different:
    """Return the verdict on an object that is not there."""
    return Different(summary="is missing", found=found, hints=tuple(hints))
