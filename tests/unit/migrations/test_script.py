from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_schema_audit.migrations import MigrationError
from pytest_schema_audit.migrations.script import Script, extension_places, extensions_in


@given(st.binary().filter(lambda data: b"\0" not in data))
def test_every_byte_reaches_the_server_as_it_is(data: bytes) -> None:
    script = Script(Path("f.sql"), data.decode("utf-8", "surrogateescape"))
    assert script.data == data
    assert script.is_utf8 == (data.decode("utf-8", "replace").encode() == data)


@given(st.text(alphabet="a\né😀\r", max_size=40), st.data())
def test_places_and_offsets_agree(text: str, data: st.DataObject) -> None:
    script = Script(Path("f.sql"), text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = script.place(offset)
    assert script.offset_of_line(line) + column - 1 == offset


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            b"SELECT 1;\nSELECT \0;",
            "f.sql:2 holds a NUL byte, which PostgreSQL takes in no statement\n"
            "  way out: remove the byte",
        ),
        (
            "SELECT 1;".encode("utf-16"),
            "f.sql:1 holds a NUL byte, which PostgreSQL takes in no statement\n"
            "  way out: save the file as UTF-8: it is UTF-16",
        ),
    ],
)
def test_a_nul_would_cut_the_file_off_in_silence(
    data: bytes, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.sql").write_bytes(data)
    with pytest.raises(MigrationError) as caught:
        Script.read(Path("f.sql"))
    assert str(caught.value) == text


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MigrationError) as caught:
        Script.read(Path("gone.sql"))
    assert str(caught.value) == "gone.sql cannot be read: No such file or directory"


def test_extensions_that_the_files_create() -> None:
    text = """
        -- CREATE EXTENSION commented;
        /* CREATE EXTENSION out; */
        create extension if not exists "uuid-ossp" with schema public;
        CREATE  EXTENSION Vector;
        DO $$ BEGIN EXECUTE 'CREATE EXTENSION postgis'; END $$;
        DROP EXTENSION hstore; COMMENT ON EXTENSION citext IS 'x';
    """
    assert extensions_in((text, "CREATE EXTENSION pg_trgm")) == {
        "uuid-ossp",
        "vector",
        "postgis",
        "pg_trgm",
    }


def test_where_extensions_are_created() -> None:
    text = (
        "/* é CREATE EXTENSION out; */ SELECT 1;\n-- CREATE EXTENSION x\n  CREATE EXTENSION Vector;"
    )
    script = Script(Path("a.sql"), text)
    found = [(name, script.place(offset)) for name, offset in extension_places(text)]
    assert found == [("vector", (3, 3))]
