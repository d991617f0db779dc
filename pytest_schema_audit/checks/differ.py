"""Which attributes differ, as findings: the only user of deepdiff, for entries known to differ."""

from __future__ import annotations

from collections.abc import Sequence

from ..verdict import Finding
from .attributes import Attributes


def findings(expected: Attributes, found: Attributes) -> tuple[Finding, ...]:
    """List the attributes that differ, in the order of the expected ones.

    :param expected: attributes of what the manifest asks for.
    :param found: attributes of what the catalog has.
    """
    if expected == found:
        return ()
    from deepdiff import DeepDiff  # slow to import, and only a failing run needs it

    expected, found = _shared_keys(expected, found)
    # Without the threshold, sides that share few keys would differ as a whole, under no name.
    tree = DeepDiff(expected, found, view="tree", ignore_order=False, threshold_to_diff_deeper=0)
    changes = [change for group in tree.values() for change in group]
    order = list(expected)
    result = [
        Finding(_named(change.path(output_format="list")), _text(change.t1), _text(change.t2))
        for change in changes
    ]
    return tuple(sorted(_whole_lists(result, expected, found), key=lambda f: _rank(f, order)))


def _shared_keys(
    expected: Attributes, found: Attributes
) -> tuple[dict[str, object], dict[str, object]]:
    """Compare the order of an index's keys where both have the key; ``columns`` tells the rest."""
    ours, theirs = dict(expected), dict(found)
    one, other = ours.get("keys"), theirs.get("keys")
    if isinstance(one, dict) and isinstance(other, dict):
        shared = [key for key in one if key in other]
        ours["keys"] = {key: one[key] for key in shared}
        theirs["keys"] = {key: other[key] for key in shared}
    return ours, theirs


def _whole_lists(changes: list[Finding], expected: Attributes, found: Attributes) -> list[Finding]:
    """Show a list of names whole: ``columns`` rather than ``columns[1]``."""
    shown: dict[str, Finding] = {}
    for change in changes:
        head = change.path.split(".")[0]
        plain = _names(expected.get(head)), _names(found.get(head))
        if None not in plain:
            shown[head] = Finding(head, str(plain[0]), str(plain[1]))
        else:
            shown[change.path] = change
    return list(shown.values())


def _names(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return f"({', '.join(value)})" if value else ""
    return None


def _named(path: Sequence[str | int]) -> str:
    """Write a path: ``keys["dueDate"].opclass`` for an attribute of a key of an index."""
    if path[0] == "keys" and len(path) > 1:
        return f"key {path[1]} {'.'.join(map(str, path[2:]))}".strip()
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)


def _rank(finding: Finding, order: list[str]) -> tuple[int, str]:
    head = "keys" if finding.path.startswith("key ") else finding.path.split(".")[0]
    return (order.index(head) if head in order else len(order), finding.path)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {entry}" for key, entry in value.items() if entry)
    if isinstance(value, list):
        return ", ".join(_text(entry) for entry in value)
    return str(value) if isinstance(value, str) else ""
