"""What is written is read back as the same expectations, whatever names and texts there are."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.manifest.expectation import (
    Condition,
    Count,
    Expectation,
    Kind,
    Names,
    Place,
    TableTraits,
    Text,
    Value,
)
from pytest_schema_audit.manifest.quoting import scalar
from pytest_schema_audit.manifest.write import manifest_text, setting

NOWHERE = Place(Path(), 0, 0)
HOSTILE = [
    *("null", "NO", "on", "1e3", "0x1F", "2027-03-01", "~", "=", "<<", "12:30:45", "1_000", ".inf"),
    *("a: b", "a #b", "# a", "- a", "? a", "&a", "*a", "!a", "%a", "@a", "`a", "[a", "{a", "a]"),
    *("a.b", '"', "'", 'a"b', "it's", "a::b", "x[1]", "%41", "a\nb", "a\tb", "größe", "😀", " a "),
    *("a:", "a ", "|", ">", "-", "---", "...", "\\", "\x07", "\u2028", "\x85", "\ufeff", ","),
    *("true", "False", "y", "yes", "+1", "-1", "1.5", "0o17", "1:2", "é" * 31, "", "a, b", "$"),
]
names = st.one_of(
    st.sampled_from([text for text in HOSTILE if text.strip()]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(
        lambda name: bool(name.strip()) and len(name.encode()) <= 63
    ),
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
)
literals = texts.map(lambda text: "'" + text.replace("'", "''") + "'")
quoted = names.map(lambda name: '"' + name.replace('"', '""') + '"')
columns = st.builds("{} not null default {}".format, st.just("text"), literals).map(Text)
checks = st.builds("CHECK (({} <> {}))".format, quoted, literals).map(Text)
indexes = st.builds("btree ({}) WHERE (a = {})".format, quoted, literals).map(Text)
lists = st.lists(names, min_size=1, max_size=4, unique=True).map(tuple).map(Names)
conditions = st.sampled_from([None, Condition(">=15", 15, 999), Condition(">=15,<18", 15, 17)])
traits = st.builds(
    TableTraits,
    persistence=st.sampled_from(["permanent", "unlogged"]),
    row_security=st.booleans(),
    force_row_security=st.booleans(),
    options=st.dictionaries(names, texts, max_size=2).map(lambda d: tuple(sorted(d.items()))),
)
PARTS: dict[Kind, st.SearchStrategy[Value]] = {
    "column": columns,
    "primary_key": lists,
    "unique": st.one_of(lists, indexes),
    "check": checks,
    "index": indexes,
}


@st.composite
def entries(draw: st.DrawFn) -> list[Expectation]:
    """Give a few tables with parts, enums and figures; names in one schema differ."""
    found: list[Expectation] = []
    schemas = st.one_of(st.just("public"), names)
    free = iter(draw(st.lists(names, min_size=40, max_size=40, unique=True)))
    comments = st.one_of(st.none(), texts)
    for _ in range(draw(st.integers(1, 2))):
        schema, table = draw(schemas), next(free)
        found.append(
            Expectation("table", schema, table, table, draw(traits), NOWHERE, None, draw(comments))
        )
        for kind, values in PARTS.items():
            for _ in range(1 if kind == "primary_key" else draw(st.integers(0, 2))):
                part = Expectation(kind, schema, table, next(free), draw(values), NOWHERE)
                found.append(replace(part, condition=draw(conditions), comment=draw(comments)))
    labels = draw(st.lists(texts.filter(lambda t: len(t.encode()) < 64), unique=True, max_size=4))
    found.append(Expectation("enum", draw(schemas), "", next(free), Names(tuple(labels)), NOWHERE))
    name = next(free)
    found.append(Expectation("rows", "public", name, name, Count(3, at_least=True), NOWHERE))
    found.append(Expectation("total", "", "", "foreign keys", Count(3), NOWHERE))
    return found


def known(found: list[Expectation]) -> set[Expectation]:
    """Return expectations without their places."""
    return {replace(entry, place=NOWHERE) for entry in found}


def read_back(text: str) -> list[Expectation]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "audit.yaml").write_bytes(text.encode())
        return list(load_suite(Path(folder)).files[0].expectations)


@given(entries(), st.one_of(st.just("public"), names))
def test_what_is_written_is_read_back(found: list[Expectation], schema: str) -> None:
    text = manifest_text(found, head=setting("database", "shop"), schema=schema)
    assert known(read_back(text)) == known(found)


@given(texts, st.booleans())
@example(text="0?", in_flow=True)
def test_every_yaml_tool_reads_the_same_text(text: str, in_flow: bool) -> None:
    written = scalar(text, in_flow=in_flow)
    document = f"[{written}, x]" if in_flow else f"a: {written}\n"
    read = yaml.safe_load(document)
    assert (read[0] if in_flow else read["a"]) == text


def test_readable() -> None:
    entries: list[tuple[Kind, str, str, str, Value]] = [
        ("table", "public", "Order", "Order", TableTraits()),
        ("column", "public", "Order", "state", Text("OrderState not null default 'new'")),
        ("column", "public", "Order", "note", Text("text default 'a: b'")),
        ("primary_key", "public", "Order", "Order_pkey", Names(("id",))),
        ("index", "public", "Order", "b", Text('btree ("dueDate" DESC)')),
        ("index", "public", "Order", "a", Text("btree (a)")),
        ("table", "billing", "Item", "Item", TableTraits(persistence="unlogged")),
        ("table", "public", "Empty", "Empty", TableTraits()),
        ("enum", "public", "", "OrderState", Names(("new", "no", "on hold"))),
        ("rows", "public", "Order", "Order", Count(3)),
    ]
    assert manifest_text(Expectation(*entry, NOWHERE) for entry in entries) == (
        "tables:\n"
        "  Empty: {}\n"
        "  Order:\n"
        "    columns:\n"
        "      state: OrderState not null default 'new'\n"
        "      note: 'text default ''a: b'''\n"
        "    primary key:\n"
        "      Order_pkey: [id]\n"
        "    indexes:\n"
        "      a: btree (a)\n"
        '      b: btree ("dueDate" DESC)\n'
        "  billing.Item:\n"
        "    is: unlogged\n"
        "enums:\n"
        "  OrderState: [new, 'no', on hold]\n"
        "rows:\n"
        "  Order: 3\n"
    )
