"""Load, edit nothing, save: the same bytes, for every manifest of the repository."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pytest_schema_audit.manifest.save import edited, save

ROOT = Path(__file__).parent.parent.parent.parent
MISTAKES = ROOT / "tests/cases/manifest/mistakes"
PATHS = [*(ROOT / "expected").rglob("*.yaml"), *(ROOT / "tests").rglob("*.yaml")]
TEXTS = {path.read_bytes() for path in PATHS if MISTAKES not in path.parents}


def commented(text: str) -> str:
    """A comment above every line but those that go on with a text of several lines."""
    inside: set[int] = set()
    events: Iterable[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    for event in events:
        if getattr(event, "style", None):
            last = event.end_mark.line - (event.style in {"|", ">"})
            inside.update(range(event.start_mark.line + 1, last + 1))
    return "".join(
        ("" if number in inside else f"{_indent(line)}# about it: #1\n") + line
        for number, line in enumerate(text.splitlines(keepends=True))
    )


def folded(text: str) -> str:
    """Definitions that are long enough, folded over two lines."""
    return "".join(map(_folded, text.splitlines(keepends=True)))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _folded(line: str) -> str:
    key, colon, value = line.rstrip("\n").partition(": ")
    first, _space, rest = value.partition(" ")
    plain = colon and rest and "#" not in line and key.strip().isidentifier() and value[0].isalpha()
    if not plain or ": " in value or len(_indent(line)) < 6:
        return line
    margin = _indent(line) + "  "
    return f"{key}: >-\n{margin}{first}\n{margin}{rest}\n"


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "convert",
    [
        str,
        windows,
        commented,
        folded,
        lambda text: windows(commented(folded(text))),
        lambda text: text.rstrip(),
    ],
    ids=["as it is", "CRLF", "comments", "folded", "all of these", "no line break at the end"],
)
def test_the_same_bytes(convert: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    for text in sorted(TEXTS):
        before = convert(text.decode()).encode()
        path.write_bytes(before)
        save(path, before, edited(path, before.decode(), []))
        assert path.read_bytes() == before


def test_there_are_manifests_of_every_sort() -> None:
    assert len(TEXTS) > 150
    assert sum(folded(text.decode()) != text.decode() for text in TEXTS) > 50
    assert sum(b">-" in text for text in TEXTS) > 1
    assert sum(b"#" in text for text in TEXTS) > 5
