from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.migrations import Migration
from pytest_schema_audit.migrations.naming import (
    content_problems,
    duplicates,
    gaps,
    in_the_future,
    natural_key,
    sql_files,
    unique_names,
)
from pytest_schema_audit.migrations.script import Script


def test_digits_sort_as_numbers() -> None:
    names = ["10.sql", "9.sql", "1.10", "1.9", "a2", "a10", "B1", "002", "2", "é", ""]
    ordered = ["", "1.9", "1.10", "002", "2", "9.sql", "10.sql", "B1", "a2", "a10", "é"]
    assert sorted(names, key=natural_key) == ordered


def test_files_below_a_folder_without_hidden_ones_and_folders(tmp_path: Path) -> None:
    for name in ("10/1.sql", "9/2.SQL", "9/1.sql", ".git/1.sql", ".x.sql", "9/note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.sql").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in sql_files(tmp_path)]
    assert found == ["9/1.sql", "9/2.SQL", "10/1.sql"]


def test_names_that_differ_in_their_suffix_only_keep_it() -> None:
    paths = [(Path("a.sql"), "a"), (Path("a.SQL"), "a"), (Path("b.sql"), "b")]
    assert unique_names(paths) == ["a.sql", "a.SQL", "b"]


def test_every_gap_names_the_first_number_that_is_missing() -> None:
    group = [Migration(name, Path(name), version=name) for name in ("2", "3", "6", "6", "7")]
    assert [problem.text for problem in gaps(group)] == [
        "2 comes after a gap: there is no number 1, and its tool refuses to go on",
        "6 comes after a gap: there is no number 4, and its tool refuses to go on",
    ]


def test_every_duplicate_names_the_first() -> None:
    group = [Migration(name, Path(name), version="7") for name in ("x.sql", "y.sql", "z.sql")]
    assert [problem.text for problem in duplicates(group)] == [
        "y.sql has the same version 7 as x.sql",
        "z.sql has the same version 7 as x.sql",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"SELECT 1;", []),
        (b" \n", ["f.sql is empty"]),
        (
            b"\xef\xbb\xbfSELECT 1;",
            ["f.sql begins with a byte-order mark, which some tools send to the server"],
        ),
        (b"SELECT 1; -- caf\xe9", ["f.sql is not UTF-8: line 1, column 17"]),
        (b"-- later\n/* x */ ;\n", ["f.sql is empty but for comments: it applies nothing"]),
        (b"\\i other.sql", []),
    ],
)
def test_what_is_wrong_with_a_files_bytes(
    data: bytes, problem: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.sql").write_bytes(data)
    found = content_problems([Script.read(Path("f.sql"))])
    assert [one.text for one in found] == problem


@pytest.mark.parametrize(
    ("name", "future"),
    [
        ("29990101000000_late", True),
        ("V29990101000000__late", True),
        ("20200101000000_early", False),
        ("00000000000000_first", False),
        ("299901010000001_longer", False),
        ("0001_numbered", False),
        ("2999-01-01-000000_diesel", True),
        ("2999_01_01_000000_laravel", True),
        ("V2999.01.01__flyway", True),
        ("29990101_day", True),
        ("2999010101_first_of_the_day", True),
        ("2024010101_first_of_the_day", False),
        ("299999_number", False),
        ("2020-99-01_no_date", False),
        ("1735689600_unix", False),
        ("1735689600000_unix", False),
        ("3999999999_unix", True),
        ("3999999999000_unix", True),
    ],
)
def test_timestamps_in_the_future(name: str, future: bool) -> None:
    migration = Migration(name.replace("2999", "2099"), Path(f"{name}.sql"))
    texts = [problem.text for problem in in_the_future([migration])]
    assert (
        texts
        == [f"{name}.sql has a timestamp in the future: what is written until then sorts before it"]
        * future
    )
