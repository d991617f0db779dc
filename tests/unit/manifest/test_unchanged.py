"""Load, edit nothing, save: the same bytes, for every manifest of the repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_schema_audit.errors import AuditError
from pytest_schema_audit.manifest.save import edited, save

ROOT = Path(__file__).parent.parent.parent.parent
MISTAKES = ROOT / "tests/cases/manifest/mistakes"
PATHS = [*(ROOT / "expected").rglob("*.yaml"), *(ROOT / "tests").rglob("*.yaml")]
TEXTS = {path.read_bytes() for path in PATHS if MISTAKES not in path.parents}


def commented(text: str) -> str:
    """A comment above every line that begins an entry."""
    lines = text.splitlines(keepends=True)
    return "".join(f"{_indent(line)}# about it: #1\n{line}" for line in lines)


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


@pytest.mark.parametrize(
    "convert",
    [str, lambda text: text.replace("\n", "\r\n"), commented, folded, lambda text: text.rstrip()],
    ids=["as it is", "CRLF", "comments", "folded", "no line break at the end"],
)
def test_the_same_bytes(convert: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    loaded = 0
    for text in sorted(TEXTS):
        before = convert(text.decode()).encode()
        path.write_bytes(before)
        try:
            after = edited(path, before.decode(), [])
        except AuditError:
            continue  # the conversion made something of it that is no manifest
        save(path, before, after)
        assert path.read_bytes() == before
        loaded += 1
    assert loaded > 0.9 * len(TEXTS) > 100
