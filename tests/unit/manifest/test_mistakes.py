"""Every rule of the notation, by the whole text that breaking it prints.

Each case is a manifest, ``<case>.yaml``, and what loading it says, ``<case>.txt``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pytest_schema_audit.manifest import ManifestErrors, NoManifestError, load

CASES = Path(__file__).parents[2] / "cases" / "manifest" / "mistakes"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def message(*contents: tuple[str, bytes]) -> str:
    for name, content in contents:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with pytest.raises(ManifestErrors) as caught:
        load([Path()])
    return str(caught.value)


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_whole_text_of_a_broken_rule(case: str) -> None:
    expected = CASES.joinpath(f"{case}.txt").read_text("utf-8")
    content = CASES.joinpath(f"{case}.yaml").read_bytes()
    assert message(("audit.yaml", content)) + "\n" == expected


def test_there_are_cases() -> None:
    assert len(list(CASES.glob("*.yaml"))) == len(list(CASES.glob("*.txt"))) >= 90


def test_nul_character() -> None:
    assert message(("audit.yaml", b"database: sh\0op\n")) == (
        "audit.yaml:1:13: a NUL character, which neither YAML nor PostgreSQL can hold\n"
        "    database: sh\N{REPLACEMENT CHARACTER}op\n"
        "                ^\n"
        "  expected text"
    )


def test_byte_order_mark() -> None:
    assert message(("audit.yaml", b"\xef\xbb\xbfdatabase: shop\n")) == (
        "audit.yaml:1:1: a byte order mark (U+FEFF)\n"
        "    \N{REPLACEMENT CHARACTER}database: shop\n"
        "    ^\n"
        "  expected a file saved as UTF-8 without byte order mark"
    )


def test_not_utf_8() -> None:
    assert message(("audit.yaml", b"database: shop\nenums: {Gr\xf6\xdfe: [a]}\n")) == (
        "audit.yaml:2:11: not UTF-8: byte 0xf6\n"
        "    enums: {Gr\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}e: [a]}\n"
        "              ^\n"
        "  expected a file saved as UTF-8"
    )


def test_control_character() -> None:
    assert message(("audit.yaml", b"database: shop\nenums: {A: [x\x07y]}\n")) == (
        "audit.yaml:2:14: a control character (U+0007)\n"
        "    enums: {A: [x\N{REPLACEMENT CHARACTER}y]}\n"
        "                 ^\n"
        '  expected printable text; in a name, an escape in double quotes: "\\u0007"'
    )


def test_line_separator_of_unicode() -> None:
    assert message(("audit.yaml", "database: a\u2028b\n".encode())) == (
        "audit.yaml:1:12: a control character (U+2028)\n"
        "    database: a\N{REPLACEMENT CHARACTER}b\n"
        "               ^\n"
        '  expected printable text; in a name, an escape in double quotes: "\\u2028"'
    )


def test_utf_16() -> None:
    assert message(("audit.yaml", "database: shop\n".encode("utf-16"))) == (
        "audit.yaml:1:1: not UTF-8: byte 0xff\n"
        "    "
        + "\N{REPLACEMENT CHARACTER}" * 2
        + "".join(f"{char}\N{REPLACEMENT CHARACTER}" for char in "database: shop")
        + "\n"
        "    ^\n"
        "  expected a file saved as UTF-8"
    )


def test_file_too_large() -> None:
    assert message(("audit.yaml", b"#" * (16 * 1024 * 1024 + 1))) == (
        "audit.yaml:1:1: a file of more than 16 MB\n  expected a manifest split into files"
    )


def test_nesting_too_deep() -> None:
    """The scanner, which is ahead, has a limit of its own since libyaml 0.2.6."""
    first, *_ = message(("audit.yaml", b"database: " + b"[" * 50_000)).splitlines()
    assert re.fullmatch(r"audit\.yaml:1:(43|1010): nested more than 32 levels deep", first)


def test_too_many_nodes() -> None:
    assert message(("audit.yaml", b"database: [" + b"a," * 260_000 + b"]")) == (
        "audit.yaml:1:500006: more than 250000 nodes in one file\n"
        "    …" + ",a" * 60 + "…\n"
        "     " + " " * 59 + "^\n"
        "  expected a manifest split into files"
    )


def test_unreadable_file(folder: Path) -> None:
    folder.joinpath("audit.yaml").symlink_to("audit.yaml")
    with pytest.raises(ManifestErrors) as caught:
        load([Path()])
    assert str(caught.value) == (
        "audit.yaml:1:1: this file cannot be read: Too many levels of symbolic links"
    )


def test_all_mistakes_of_all_files_at_once() -> None:
    text = message(
        ("a/audit.yaml", b"database: a\npostgres: x\ntotals: {tables: y}\n"),
        ("b/audit.yaml", b"database: b\nwaive: later\n"),
    )
    assert text == (
        "3 mistakes in the manifest\n"
        "  a/audit.yaml:2:11: `x` is no major version\n"
        "      postgres: x\n"
        "                ^\n"
        "    expected PostgreSQL's major version, as 16\n"
        "\n"
        "  a/audit.yaml:3:18: `y` is no number\n"
        "      totals: {tables: y}\n"
        "                       ^\n"
        "    expected a number\n"
        "\n"
        "  b/audit.yaml:2:8: a text where something else is wanted\n"
        "      waive: later\n"
        "             ^\n"
        '    expected a list of {item: "public.Invoice::index.x", reason: "…", until: 2027-03-01}'
    )


def test_nobody_reads_more_than_a_hundred_mistakes() -> None:
    content = b"database: a\n" + b"".join(b"wrong%d: x\n" % number for number in range(1000))
    text = message(("audit.yaml", content))
    assert text.startswith(
        "the first 100 mistakes in the manifest\n  audit.yaml:2:1: unknown key `wrong0`"
    )
    assert text.count("audit.yaml:") == 100


def test_two_waivers_for_one_database_in_one_file() -> None:
    text = message(
        (
            "audit.yaml",
            b"database: a\nwaive:\n"
            b"  - {item: 't::column.a', reason: b, when: live}\n"
            b"  - {item: 't::column.a', reason: c}\n"
            b"  - {item: 't::column.a', reason: d, when: live}\n",
        ),
    )
    assert text == (
        "audit.yaml:5:5: `t::column.a` is waived twice; the other is audit.yaml:3:5\n"
        "    - {item: 't::column.a', reason: d, when: live}\n"
        "      ^\n"
        "  expected only one of them"
    )


def test_two_waivers_of_one_item_name_both_places() -> None:
    text = message(
        (
            "audit.yaml",
            b"database: a\nwaive:\n  - {item: 't::column.a', reason: b, until: 2020-01-01}\n",
        ),
        ("more.yaml", b"waive:\n  - {item: 'expected/more.yaml::t::column.a', reason: c}\n"),
    )
    assert text == (
        "more.yaml:2:5: `t::column.a` is waived twice; the other is audit.yaml:3:5\n"
        "    - {item: 'expected/more.yaml::t::column.a', reason: c}\n"
        "      ^\n"
        "  expected only one of them"
    )


def test_duplicates_across_files_name_both_places() -> None:
    text = message(
        ("audit.yaml", b"database: a\ntables:\n  Order: {}\n"),
        ("more.yaml", b"tables:\n  public.Order: {}\n"),
    )
    assert text == (
        "more.yaml:2:3: table `Order` is described twice; the other is audit.yaml:3:3\n"
        "    public.Order: {}\n"
        "    ^\n"
        "  expected only one of them"
    )


def test_setting_outside_the_main_file() -> None:
    text = message(
        ("audit.yaml", b"database: a\ntotals: {tables: 1}\n"),
        ("more.yaml", b"postgres: 16\n"),
    )
    assert text == (
        "more.yaml:1:1: `postgres` does not belong here\n"
        "    postgres: 16\n"
        "    ^\n"
        "  expected it in the file that holds `database:`"
    )


def test_folder_without_database() -> None:
    assert message(("shop/orders.yaml", b"tables: {}\n")) == (
        "shop/orders.yaml:1:1: this file belongs to no suite: "
        "no file of its folder holds `database:`\n"
        "  expected one file of the folder, or of one above it, with\n"
        "  write database: NAME"
    )


def test_two_files_with_database_in_one_folder() -> None:
    text = message(
        ("one.yaml", b"database: a\ntotals: {tables: 1}\n"),
        ("two.yaml", b"# more\ndatabase: b\n"),
    )
    assert text == (
        "two.yaml:2:1: a second `database:` in this folder; the first is in one.yaml\n"
        "    database: b\n"
        "    ^\n"
        "  expected one suite in a folder; another one in a folder of its own"
    )


def test_file_outside_the_current_folder_is_named_absolutely(folder: Path) -> None:
    outside = folder / "elsewhere"
    outside.mkdir()
    outside.joinpath("audit.yaml").write_text("database: shop\n")
    inside = folder / "here"
    inside.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(inside)
        with pytest.raises(ManifestErrors) as caught:
            load([Path("../elsewhere")])
    assert str(caught.value).startswith(f"{outside}/audit.yaml:1:1: ")


def test_nothing_found(folder: Path) -> None:
    folder.joinpath("notes.txt").write_text("database: shop")
    with pytest.raises(NoManifestError) as caught:
        load([Path("expected"), Path()])
    assert str(caught.value) == (
        "no manifest found\n"
        "  a manifest is a folder of YAML files, one of which holds `database:`\n"
        "  tried: expected\n"
        "         .\n"
        "  way out: pytest --schema-audit-init writes a first one\n"
        "           --schema-audit-expected PATH names another place"
    )


def test_nothing_found_at_one_of_several_places(folder: Path) -> None:
    folder.joinpath("audit.yaml").write_text("database: shop\nenums: {e: [a]}\n")
    folder.joinpath("empty").mkdir()
    with pytest.raises(NoManifestError) as caught:
        load([Path(), Path("gone"), Path("empty")])
    assert str(caught.value).splitlines()[2:4] == ["  tried: gone", "         empty"]


def test_folder_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the system call fails in a closed folder's place."""
    folder.joinpath("audit.yaml").write_text("database: shop\nenums: {e: [a]}\n")
    folder.joinpath("closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(NoManifestError) as caught:
        load([Path()])
    assert str(caught.value) == (
        "closed cannot be read: Permission denied\n"
        "  the manifests in it would be missing from the audit\n"
        "  way out: let the user that runs pytest read it: chmod a+rX"
    )


def test_yaml_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("audit.yaml").write_text("database: shop\n")
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    with pytest.raises(NoManifestError) as caught:
        load([Path()])
    assert str(caught.value) == (
        "manifests cannot be read: this PyYAML was built without libyaml\n"
        "  there is one YAML parser for manifests, libyaml's, so that a file means one thing\n"
        "  way out: pip install --force-reinstall --only-binary :all: PyYAML\n"
        "           on a platform without wheels, install libyaml's headers (libyaml-dev) first"
    )
