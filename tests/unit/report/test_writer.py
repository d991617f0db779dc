"""How files and numbers are spelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.report.writer import Writer, counted, line_end, one_line


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        ("/project/below/expected/a.yaml", "expected/a.yaml"),
        ("/project/expected/a.yaml", "../expected/a.yaml"),
        ("/elsewhere/far/a.yaml", "../../elsewhere/far/a.yaml"),
    ],
)
def test_path(path: str, spelled: str) -> None:
    assert Writer(Path("/project/below")).path(path) == spelled


def test_a_path_far_away_stays_absolute() -> None:
    assert Writer(Path("/a/b/c/d")).path("/x/y.yaml") == "/x/y.yaml"


def test_one_line() -> None:
    assert one_line("a\tb\u2028c\x85") == r"a\tb\u2028c\x85"
    assert one_line("x" * 10, 5) == "xxxx…"


def test_line_end() -> None:
    assert line_end("a\tb\u2028c\x85") == r"a\tb\u2028c\x85"
    assert line_end("abcdefghij", 5) == "…ghij"


def test_counted() -> None:
    assert [counted(n, "file") for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
