from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pglast import parse_sql

from pytest_schema_audit.spelling import quote, serial_column, with_options


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("item", "item"),
        ("item_2", "item_2"),
        ("_x", "_x"),
        ("Item", '"Item"'),
        ("2x", '"2x"'),
        ("a b", '"a b"'),
        ('a"b', '"a""b"'),
        ("", '""'),
        ("größe", '"größe"'),
        ("select", '"select"'),
        ("between", '"between"'),
        ("left", '"left"'),
        ("value", "value"),
        ("name", "name"),
        ("a\n", '"a\n"'),
    ],
)
def test_quotes_where_sql_needs_them(name: str, quoted: str) -> None:
    assert quote(name) == quoted


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_a_quoted_name_is_read_back(name: str) -> None:
    if len(name.encode()) < 64:
        statement: Any = parse_sql(f"SELECT {quote(name)}")[0].stmt
        assert statement.targetList[0].val.fields[0].sval == name


NEXT = "nextval('s'::regclass)"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("serial", f"integer NOT NULL DEFAULT {NEXT}"),
        ("SERIAL", f"integer NOT NULL DEFAULT {NEXT}"),
        ("serial4", f"integer NOT NULL DEFAULT {NEXT}"),
        ("bigserial", f"bigint NOT NULL DEFAULT {NEXT}"),
        ("serial8", f"bigint NOT NULL DEFAULT {NEXT}"),
        ("smallserial", f"smallint NOT NULL DEFAULT {NEXT}"),
        ("serial2", f"smallint NOT NULL DEFAULT {NEXT}"),
        ("serial not  null", f"integer  NOT NULL DEFAULT {NEXT}"),
        ("serials", "serials"),
        ('"serial"', '"serial"'),
        ("serial_number", "serial_number"),
        ("integer", "integer"),
    ],
)
def test_serial_is_spelled_out(text: str, spelled: str) -> None:
    assert serial_column(text, NEXT) == spelled


def test_serial_without_a_sequence_stays() -> None:
    assert serial_column("serial", "") == "serial"


OPTIONS = ("fillfactor=70",)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("UNIQUE (a)", "UNIQUE (a) WITH (fillfactor='70')"),
        ("PRIMARY KEY (a) INCLUDE (b)", "PRIMARY KEY (a) INCLUDE (b) WITH (fillfactor='70')"),
        ("UNIQUE (a) DEFERRABLE", "UNIQUE (a) WITH (fillfactor='70') DEFERRABLE"),
        (
            "UNIQUE (a) DEFERRABLE INITIALLY DEFERRED",
            "UNIQUE (a) WITH (fillfactor='70') DEFERRABLE INITIALLY DEFERRED",
        ),
        ('UNIQUE (" DEFERRABLE")', "UNIQUE (\" DEFERRABLE\") WITH (fillfactor='70')"),
        *(
            (text, text)
            for text in (
                "EXCLUDE USING gist (r WITH &&) WITH (fillfactor='70')",
                "EXCLUDE USING gist (r WITH &&) INCLUDE (i) WITH (fillfactor='70') "
                "WHERE ((s = ' WHERE ('::text)) DEFERRABLE INITIALLY DEFERRED",
            )
        ),
    ],
)
def test_storage_parameters_have_their_place(definition: str, expected: str) -> None:
    text = with_options(definition, OPTIONS)
    assert text == expected
    assert parse_sql(f"ALTER TABLE t ADD CONSTRAINT c {text}")


def test_several_storage_parameters() -> None:
    text = with_options("UNIQUE (a)", ("fillfactor=70", "deduplicate_items=off"))
    assert text == "UNIQUE (a) WITH (fillfactor='70', deduplicate_items='off')"


def test_no_storage_parameters() -> None:
    assert with_options("UNIQUE (a)", ()) == "UNIQUE (a)"
