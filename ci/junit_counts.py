"""Check a JUnit file against exact counts: `junit_counts.py FILE table=55 index.=245 …`.

A key that ends in a dot counts the test cases whose name begins with it, any other key those of
exactly that name. All test cases of the file must have passed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

NOT_PASSED = ("failure", "error", "skipped")


def differences(suite: ElementTree.Element, wanted: Mapping[str, int]) -> list[str]:
    """Say how the test cases differ from what was wanted; nothing when they do not.

    :param suite: the root of a JUnit file.
    :param wanted: number of test cases by key.
    """
    cases = list(suite.iter("testcase"))
    names = [case.get("name", "") for case in cases]
    counts = {key: _count(names, key) for key in wanted}
    lines = [f"{key}: {counts[key]}, not {n}" for key, n in wanted.items() if counts[key] != n]
    lines += [
        f"{case.get('classname')} {case.get('name')}: {outcome}"
        for case in cases
        for outcome in NOT_PASSED
        if case.find(outcome) is not None
    ]
    return lines


def _count(names: Iterable[str], key: str) -> int:
    return sum(name.startswith(key) if key.endswith(".") else name == key for name in names)


def _main(path: str, *pairs: str) -> str | None:
    wanted = {key: int(number) for key, _, number in (pair.partition("=") for pair in pairs)}
    suite = ElementTree.fromstring(Path(path).read_bytes())
    found = differences(suite, wanted)
    print(f"{path}: {sum(1 for _ in suite.iter('testcase'))} test cases, {' '.join(pairs)}")
    return "\n".join(["not what was wanted:", *found]) if found else None


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
