"""Edits change the lines they are about and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_schema_audit.manifest.edit import apply, home, one_by_one, without_parts
from pytest_schema_audit.manifest.edits import Addition, Change, Edit, Removal, Rename
from pytest_schema_audit.manifest.errors import EditError
from pytest_schema_audit.manifest.expectation import (
    Count,
    Expectation,
    Kind,
    Names,
    Place,
    TableTraits,
    Text,
    Value,
)
from pytest_schema_audit.manifest.load import load_suite
from pytest_schema_audit.manifest.save import edited, save
from pytest_schema_audit.manifest.suites import read_text
from tests import timing

NOWHERE = Place(Path(), 0, 0)
FILE = Path("/somewhere/audit.yaml")
CASES = Path(__file__).parents[2] / "cases" / "manifest" / "sound"
SOUND = sorted(path for path in CASES.glob("*.yaml"))
MANIFEST = """\
# Everything about the shop
database: shop

tables:
  # What customers bought.
  Order:
    columns:
      id: text not null{}
      # Its life.
      state: 'OrderState not null'
      total: numeric(10,2)
    primary key:
      Order_pkey: [id]

    # Found by customer.
    indexes:
      # First of them.
      a_idx: btree (a)
      # Hand-made.
      c_idx:
        - {is: btree (c), when: "<15"}
        - {is: btree (c) INCLUDE (d), when: ">=15", comment: fast}
      # About the rest.

  Zone: {}
enums:
  OrderState: [new, 'paid', done]
  Size:
    - small
    # the usual
    - medium
rows: {Order: 8, Zone: 0}
""".replace("{}\n      #", "    \n      #")


def entries(text: str) -> tuple[Expectation, ...]:
    return read_text(FILE, text)[1].expectations


def entry(text: str, name: str, number: int = 0) -> Expectation:
    return [found for found in entries(text) if found.name == name][number]


def new(kind: Kind, name: str, value: Value, table: str = "Order") -> Expectation:
    outside = kind in {"enum", "sequence", "total"}
    schema = "" if kind == "total" else "public"
    return Expectation(kind, schema, "" if outside else table, name, value, NOWHERE)


def change(name: str, value: Value, number: int = 0) -> Change:
    found = entry(MANIFEST, name, number)
    return Change(found, replace(found, value=value))


def diff(text: str, *edits: Edit) -> list[str]:
    """Return the lines that edits take away and add."""
    result = edited(FILE, text, edits)
    return changed_lines(text, result)


def changed_lines(text: str, result: str) -> list[str]:
    lines = unified_diff(text.splitlines(), result.splitlines(), n=0, lineterm="")
    found = [line for line in lines if line[:2] not in {"--", "++", "@@"}]
    return [f"{line[0]} {line[1:]}" for line in found]


@pytest.mark.parametrize(
    ("name", "value", "lines"),
    [
        ("total", Text("numeric"), ["-       total: numeric(10,2)", "+       total: numeric"]),
        (
            "state",
            Text("text default 'x: y'"),
            ["-       state: 'OrderState not null'", "+       state: 'text default ''x: y'''"],
        ),
        (
            "id",
            Text("text default 'a: b'"),
            ["-       id: text not null    ", "+       id: 'text default ''a: b'''    "],
        ),
        (
            "Order_pkey",
            Names(("id", "state")),
            ["-       Order_pkey: [id]", "+       Order_pkey: [id, state]"],
        ),
        (
            "Order_pkey",
            Text("PRIMARY KEY (id) DEFERRABLE"),
            ["-       Order_pkey: [id]", "+       Order_pkey: PRIMARY KEY (id) DEFERRABLE"],
        ),
        (
            "OrderState",
            Names(("new", "paid", "sent", "done")),
            ["-   OrderState: [new, 'paid', done]", "+   OrderState: [new, 'paid', sent, done]"],
        ),
        (
            "OrderState",
            Names(("paid", "done")),
            ["-   OrderState: [new, 'paid', done]", "+   OrderState: ['paid', done]"],
        ),
        (
            "OrderState",
            Names(("new",)),
            ["-   OrderState: [new, 'paid', done]", "+   OrderState: [new]"],
        ),
        ("Size", Names(("small", "medium", "large")), ["+     - large"]),
        ("Size", Names(("tiny", "small", "medium")), ["+     - tiny"]),
        ("Size", Names(("small",)), ["-     # the usual", "-     - medium"]),
        ("Size", Names(("small", "middle")), ["-     - medium", "+     - middle"]),
        (
            "Size",
            Names(("large",)),
            ["-     - small", "-     # the usual", "-     - medium", "+     [large]"],
        ),
    ],
)
def test_changed_value(name: str, value: Value, lines: list[str]) -> None:
    assert diff(MANIFEST, change(name, value)) == lines


def test_changed_figure() -> None:
    rows = next(found for found in entries(MANIFEST) if found.kind == "rows")
    assert diff(MANIFEST, Change(rows, replace(rows, value=Count(9)))) == [
        "- rows: {Order: 8, Zone: 0}",
        "+ rows: {Order: 9, Zone: 0}",
    ]


def test_changed_alternative() -> None:
    assert diff(MANIFEST, change("c_idx", Text("btree (c, d)"), 1)) == [
        '-         - {is: btree (c) INCLUDE (d), when: ">=15", comment: fast}',
        "+         - {is: 'btree (c, d)', when: \">=15\", comment: fast}",
    ]


@pytest.mark.parametrize(
    ("comment", "lines"),
    [
        (
            "slow",
            [
                '-         - {is: btree (c) INCLUDE (d), when: ">=15", comment: fast}',
                '+         - {is: btree (c) INCLUDE (d), when: ">=15", comment: slow}',
            ],
        ),
        (
            None,
            [
                '-         - {is: btree (c) INCLUDE (d), when: ">=15", comment: fast}',
                '+         - {is: btree (c) INCLUDE (d), when: ">=15"}',
            ],
        ),
    ],
)
def test_changed_comment(comment: str | None, lines: list[str]) -> None:
    found = entry(MANIFEST, "c_idx", 1)
    assert diff(MANIFEST, Change(found, replace(found, comment=comment))) == lines


def test_first_comment() -> None:
    found = entry(MANIFEST, "total")
    assert diff(MANIFEST, Change(found, replace(found, comment="net"))) == [
        "-       total: numeric(10,2)",
        "+       total: {is: 'numeric(10,2)', comment: net}",
    ]


def test_changed_traits() -> None:
    traits = TableTraits(persistence="unlogged", options=(("fillfactor", "70"),))
    found = entry(MANIFEST, "Order")
    first = edited(FILE, MANIFEST, [Change(found, replace(found, value=traits))])
    assert changed_lines(MANIFEST, first) == [
        "+     is: unlogged",
        "+     with: {fillfactor: 70}",
    ]
    found = entry(first, "Order")
    assert edited(FILE, first, [Change(found, replace(found, value=TableTraits()))]) == MANIFEST


def test_traits_of_an_empty_table() -> None:
    found = entry(MANIFEST, "Zone")
    traits = TableTraits(persistence="unlogged")
    text = edited(FILE, MANIFEST, [Change(found, replace(found, value=traits))])
    assert "\n  Zone:\n    is: unlogged\nenums:\n" in text
    found = entry(text, "Zone")
    assert edited(FILE, text, [Change(found, replace(found, value=TableTraits()))]) == MANIFEST


@pytest.mark.parametrize(
    ("name", "to", "lines"),
    [
        ("a_idx", "b_idx", ["-       a_idx: btree (a)", "+       b_idx: btree (a)"]),
        ("Order", "Bill", ["-   Order:", "+   Bill:"]),
        (
            "state",
            "null",
            ["-       state: 'OrderState not null'", "+       'null': 'OrderState not null'"],
        ),
        ("total", "a.b", ["-       total: numeric(10,2)", "+       '\"a.b\"': numeric(10,2)"]),
    ],
)
def test_renamed(name: str, to: str, lines: list[str]) -> None:
    assert diff(MANIFEST, Rename(entry(MANIFEST, name), to)) == lines


@pytest.mark.parametrize(
    ("name", "number", "lines"),
    [
        ("state", 0, ["-       # Its life.", "-       state: 'OrderState not null'"]),
        ("total", 0, ["-       total: numeric(10,2)"]),
        ("Order_pkey", 0, ["-     primary key:", "-       Order_pkey: [id]"]),
        ("a_idx", 0, ["-       # First of them.", "-       a_idx: btree (a)"]),
        ("c_idx", 0, ['-         - {is: btree (c), when: "<15"}']),
        ("OrderState", 0, ["-   OrderState: [new, 'paid', done]"]),
        ("Size", 0, ["-   Size:", "-     - small", "-     # the usual", "-     - medium"]),
        ("Zone", 0, ["-   Zone: {}"]),
        ("Zone", 1, ["- rows: {Order: 8, Zone: 0}", "+ rows: {Order: 8}"]),
        ("Order", 1, ["- rows: {Order: 8, Zone: 0}", "+ rows: {Zone: 0}"]),
    ],
)
def test_removed(name: str, number: int, lines: list[str]) -> None:
    found = diff(MANIFEST, Removal(entry(MANIFEST, name, number)))
    assert [line for line in found if line.strip("- ")] == lines


def test_removed_table_with_its_parts() -> None:
    parts = [e for e in entries(MANIFEST) if e.table == "Order" and e.kind != "rows"]
    text = edited(FILE, MANIFEST, map(Removal, parts))
    assert text.startswith(
        "# Everything about the shop\ndatabase: shop\n\ntables:\n  Zone: {}\nenums:"
    )


def test_table_without_its_last_part_stays() -> None:
    text = "database: shop\ntables:\n  T: # mine\n    # c\n    columns:\n      a: text\n  U: {}\n"
    assert edited(FILE, text, [Removal(entry(text, "a"))]) == (
        "database: shop\ntables:\n  T: {} # mine\n  U: {}\n"
    )


def test_flow_table_without_its_last_part_stays() -> None:
    text = "database: shop\ntables: {T: {columns: {a: text}}}\n"
    assert edited(FILE, text, [Removal(entry(text, "a"))]) == ("database: shop\ntables: {T: {}}\n")


HEAD = "# yaml-language-server: $schema=manifest.schema.json\n# ours\n"


def test_comments_on_top_of_the_file_stay_there() -> None:
    text = f"{HEAD}enums:\n  e: [a]\nsequences:\n  s: bigint\n"
    assert edited(FILE, text, [Removal(entry(text, "e"))]) == f"{HEAD}sequences:\n  s: bigint\n"
    added = edited(FILE, text, [Addition(new("table", "t", TableTraits(), table="t"))])
    assert added == f"{HEAD}tables:\n  t: {{}}\n{text.removeprefix(HEAD)}"


def test_both_alternatives_removed() -> None:
    edits = [Removal(entry(MANIFEST, "c_idx", number)) for number in (0, 1)]
    found = diff(MANIFEST, *edits)
    assert [line for line in found if line.strip("- ")] == [
        "-       # Hand-made.",
        "-       c_idx:",
        '-         - {is: btree (c), when: "<15"}',
        '-         - {is: btree (c) INCLUDE (d), when: ">=15", comment: fast}',
    ]


@pytest.mark.parametrize(
    ("addition", "after", "lines"),
    [
        (
            new("index", "b_idx", Text("btree (b)")),
            "      a_idx: btree (a)",
            ["+       b_idx: btree (b)"],
        ),
        (
            new("column", "note", Text("text")),
            "      id: text not null    ",
            ["+       note: text"],
        ),
        (
            new("check", "positive", Text("CHECK (total > 0)")),
            "      Order_pkey: [id]",
            ["+     checks:", "+       positive: CHECK (total > 0)"],
        ),
        (
            new("table", "Person", TableTraits(), table="Person"),
            "",
            ["+   Person: {}", "+ "],
        ),
        (
            new("column", "size", Text("text"), table="Zone"),
            "",
            ["-   Zone: {}", "+   Zone:", "+     columns:", "+       size: text"],
        ),
        (
            new("enum", "Colour", Names(("red",))),
            "enums:",
            ["+   Colour: [red]"],
        ),
        (
            new("sequence", "s", Text("bigint start 1")),
            "    - medium",
            ["+ sequences:", "+   s: bigint start 1"],
        ),
        (
            new("rows", "Person", Count(2), table="Person"),
            "",
            ["- rows: {Order: 8, Zone: 0}", "+ rows: {Order: 8, Person: 2, Zone: 0}"],
        ),
    ],
)
def test_added(addition: Expectation, after: str, lines: list[str]) -> None:
    assert diff(MANIFEST, Addition(addition)) == lines
    text = edited(FILE, MANIFEST, [Addition(addition)])
    if after:
        assert f"{after}\n{lines[0][2:]}\n" in text


def test_added_table_with_its_parts() -> None:
    additions = [
        new("table", "Person", TableTraits(row_security=True), table="Person"),
        new("column", "name", Text("text not null"), table="Person"),
        new("index", "i", Text("btree (name)"), table="Person"),
    ]
    assert diff(MANIFEST, *map(Addition, additions)) == [
        "+   Person:",
        "+     row security: enabled",
        "+     columns:",
        "+       name: text not null",
        "+     indexes:",
        "+       i: btree (name)",
        "+ ",
    ]


def test_added_at_the_end_of_a_block_that_is_not_sorted() -> None:
    text = "database: shop\ntables:\n  T:\n    columns:\n      b: text\n      a: text\n  U: {}\n"
    addition = Addition(new("column", "aa", Text("text"), table="T"))
    assert "      a: text\n      aa: text\n  U: {}\n" in edited(FILE, text, [addition])


def test_added_to_a_file_of_another_schema() -> None:
    text = "schema: billing\ntables:\n  T:\n    columns: {}\n"
    public = replace(new("table", "T", TableTraits(), table="T"), schema="public")
    column = replace(new("column", "a", Text("text"), table="T"), schema="billing")
    assert edited(FILE, text, [Addition(public), Addition(column)]) == (
        "schema: billing\ntables:\n  T:\n    columns:\n      a: text\n  public.T: {}\n"
    )


def test_added_between_braces() -> None:
    text = "database: shop\ntables:\n  T:\n    columns: {a: text}\n"
    addition = Addition(new("column", "b", Text("numeric(10,2)"), table="T"))
    assert edited(FILE, text, [addition]) == text.replace("text}", "text, b: 'numeric(10,2)'}")


def test_added_to_an_empty_file() -> None:
    addition = Addition(new("enum", "E", Names(("a",))))
    assert edited(FILE, "", [addition]) == "enums:\n  E: [a]\n"
    assert edited(FILE, "# nothing yet\n", [addition]) == "# nothing yet\nenums:\n  E: [a]\n"


def test_added_to_a_file_without_line_break_at_its_end() -> None:
    text = "database: shop\nenums:\n  A: [a]"
    addition = Addition(new("enum", "E", Names(("a",))))
    assert edited(FILE, text, [addition]) == f"{text}\n  E: [a]"


def test_windows_line_breaks_stay() -> None:
    text = MANIFEST.replace("\n", "\r\n")
    edits: list[Edit] = [
        Change(entry(text, "total"), replace(entry(text, "total"), value=Text("text"))),
        Removal(entry(text, "state")),
        Addition(new("index", "b_idx", Text("btree (b)"))),
        Addition(new("check", "positive", Text("CHECK (total > 0)"))),
    ]
    result = edited(FILE, text, edits)
    assert result.count("\n") == result.count("\r\n") == text.count("\n") - 2 + 3


def test_several_edits_at_once() -> None:
    edits: list[Edit] = [
        Removal(entry(MANIFEST, "id")),
        change("Size", Names(("small", "medium", "large"))),
        Rename(entry(MANIFEST, "a_idx"), "aa_idx"),
        change("total", Text("text")),
        Addition(new("index", "b_idx", Text("btree (b)"))),
    ]
    assert diff(MANIFEST, *edits) == [
        "-       id: text not null    ",
        "-       total: numeric(10,2)",
        "+       total: text",
        "-       a_idx: btree (a)",
        "+       aa_idx: btree (a)",
        "+       b_idx: btree (b)",
        "+     - large",
    ]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
@pytest.mark.parametrize("convert", [str, lambda text: text.replace("\n", "\r\n")])
def test_no_edit_changes_nothing(path: Path, convert: Callable[[str], str]) -> None:
    text = convert(path.read_text("utf-8"))
    assert edited(FILE, text, []) == text


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_removing_an_entry_takes_lines_away_and_adds_none(path: Path) -> None:
    text = path.read_text("utf-8")
    for found in entries(text):
        lines = changed_lines(text, edited(FILE, text, [Removal(found)]))
        added = [line for line in lines if line[0] == "+"]
        assert lines
        assert not added or "{" in added[0]


WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
DEFAULTS = WORDS.map(lambda text: Text("text default '" + text.replace("'", "''") + "'"))
NAMES = WORDS.filter(lambda text: bool(text.strip()))


@st.composite
def edit_lists(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Give a manifest and edits of different entries of it."""
    text = draw(st.sampled_from([MANIFEST, SOUND[0].read_text("utf-8")]))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    standing = entries(text)
    taken = {found.name for found in standing} | {found.table for found in standing}
    fresh = NAMES.filter(lambda name: name not in taken)
    names = iter(draw(st.lists(fresh, min_size=8, max_size=8, unique=True)))
    chosen = draw(st.lists(st.sampled_from(standing), max_size=4, unique=True))
    edits: list[Edit] = [draw(edits_of(found, next(names))) for found in chosen]
    if not any(found.kind == "table" for found in chosen):
        edits.append(Addition(new("column", next(names), draw(DEFAULTS))))
    if draw(st.booleans()):
        table = next(names)
        edits.append(Addition(new("table", table, TableTraits(), table=table)))
        edits.append(Addition(new("column", next(names), draw(DEFAULTS), table=table)))
    return text, edits


def edits_of(found: Expectation, name: str) -> st.SearchStrategy[Edit]:
    """Give edits of one entry."""
    possible: list[st.SearchStrategy[Edit]] = [st.just(Removal(found))]
    if found.kind == "column":
        possible.append(DEFAULTS.map(lambda text: Change(found, replace(found, value=text))))
        possible.append(WORDS.map(lambda text: Change(found, replace(found, comment=text))))
    if found.kind == "enum":
        labels = st.lists(WORDS, unique=True, max_size=6).map(tuple).map(Names)
        possible.append(labels.map(lambda names: Change(found, replace(found, value=names))))
    if found.kind in {"index", "check", "table"} and not found.condition:
        possible.append(st.just(Rename(found, name)))
    return st.one_of(possible)


@given(edit_lists())
def test_edited_text_says_what_was_meant(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    result = edited(FILE, text, edits)  # reads the text again and compares
    assert ("\r\n" in result) == ("\r\n" in text)


@given(edit_lists())
def test_edits_inside_of_entries_are_those_of_the_whole_text(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    whole = one_by_one(FILE, text, without_parts(edits), "public")
    assert apply(FILE, text, edits) == whole


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_blanks_behind_what_becomes_a_block_are_no_part_of_it(line_break: str) -> None:
    before = "database: shop\ntables:\n  Order:\n    columns:\n      id: text    \n      b: text\n"
    text = before.replace("\n", line_break)
    found = entry(text, "id")
    result = edited(FILE, text, [Change(found, replace(found, value=Text("text default '\n'")))])
    block = "id: |-\n        text default '\n        '\n      b: text\n"
    assert result == before.replace("id: text    \n      b: text\n", block).replace(
        "\n", line_break
    )


def large(tables: int) -> str:
    """A manifest of 27 lines a table."""
    lines = ["database: large", "tables:"]
    for number in range(tables):
        lines += [f"  t{number}:", "    columns:"]
        lines += [f"      c{n}: text not null" for n in range(22)]
        lines += ["    primary key:", f"      t{number}_pkey: [c0]", ""]
    return "\n".join(lines)


def seconds(tables: int) -> float:
    """Return the processor time that one change, addition and removal a table take."""
    text = large(tables)
    standing = entries(text)
    edits: list[Edit] = [
        *(Change(e, replace(e, value=Text("integer"))) for e in standing if e.name == "c5"),
        *(Removal(e) for e in standing if e.name == "c7"),
        *(Addition(replace(e, name="added")) for e in standing if e.name == "c9"),
    ]

    return timing.of(lambda: edited(FILE, text, edits))


def test_time_grows_as_the_number_of_edits() -> None:
    assert timing.grows_linearly(seconds, 20, 160)


def test_edits_of_a_large_file() -> None:
    assert min(seconds(200) for _ in range(3)) < 5


def test_entry_that_is_not_there_any_more() -> None:
    moved = replace(entry(MANIFEST, "total"), place=Place(FILE, 3, 1))
    with pytest.raises(LookupError, match=r"audit\.yaml:3:1: no entry begins here"):
        edited(FILE, MANIFEST, [Removal(moved)])


def test_entry_that_stands_there_already() -> None:
    addition = Addition(new("column", "total", Text("text")))
    with pytest.raises(LookupError, match="tables > Order > columns > total stands there already"):
        edited(FILE, MANIFEST, [addition])


def test_file_of_a_new_entry(tmp_path: Path) -> None:
    tmp_path.joinpath("audit.yaml").write_text(
        'database: shop\nfiles: {billing.yaml: ["Invoice*"]}\nenums: {E: [a]}\n'
    )
    tmp_path.joinpath("orders.yaml").write_text("tables: {Order: {}}\n")
    suite = load_suite(tmp_path)
    places = [
        home(suite, found).name
        for found in (
            new("column", "a", Text("text")),
            new("table", "InvoiceLine", TableTraits(), table="InvoiceLine"),
            new("column", "a", Text("text"), table="InvoiceLine"),
            new("enum", "InvoiceState", Names(("a",))),
            new("table", "Person", TableTraits(), table="Person"),
        )
    ]
    assert places == ["orders.yaml", "billing.yaml", "billing.yaml", "billing.yaml", "orders.yaml"]


def test_file_of_the_first_view(tmp_path: Path) -> None:
    tmp_path.joinpath("audit.yaml").write_text("database: shop\nextensions: {citext: {}}\n")
    tmp_path.joinpath("orders.yaml").write_text("tables: {Order: {}}\n")
    tmp_path.joinpath("log.yaml").write_text("schema: log\ntables: {entry: {}}\n")
    tmp_path.joinpath("log2.yaml").write_text("schema: log\nenums: {level: [a]}\n")
    suite = load_suite(tmp_path)
    view = new("view", "v", Text("SELECT 1"), table="")
    assert home(suite, view).name == "orders.yaml"
    assert home(suite, replace(view, schema="log")).name == "audit.yaml"
    assert home(suite, replace(view, schema="other")).name == "audit.yaml"


def test_file_of_a_new_entry_by_its_schema(tmp_path: Path) -> None:
    tmp_path.joinpath("audit.yaml").write_text(
        'database: shop\nfiles: {log.yaml: ["log.*"], a.yaml: ["public.a*"]}\nenums: {E: [a]}\n'
    )
    suite = load_suite(tmp_path)
    tables = [("log", "entry"), ("public", "account"), ("log", "account"), ("public", "log")]
    made = [new("table", name, TableTraits(), table=name) for _, name in tables]
    placed = [replace(one, schema=s) for one, (s, _) in zip(made, tables, strict=True)]
    assert [home(suite, one).name for one in placed] == [
        "log.yaml",
        "a.yaml",
        "log.yaml",
        "audit.yaml",
    ]


def test_main_file_where_several_files_hold_such_objects(tmp_path: Path) -> None:
    tmp_path.joinpath("audit.yaml").write_text("database: shop\n")
    tmp_path.joinpath("orders.yaml").write_text("tables: {Order: {}}\n")
    tmp_path.joinpath("people.yaml").write_text("tables: {Customer: {}}\n")
    suite = load_suite(tmp_path)
    assert home(suite, new("table", "Person", TableTraits(), table="Person")).name == "audit.yaml"


def test_saved_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "audit.yaml"
    file.write_bytes(b"old\r\n")
    file.chmod(0o640)
    save(file, b"old\r\n", "new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_new_file_is_made(tmp_path: Path) -> None:
    save(tmp_path / "more" / "b.yaml", b"", "new\n")
    assert tmp_path.joinpath("more", "b.yaml").read_text() == "new\n"


def test_file_that_changed_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "audit.yaml"
    file.write_bytes(b"theirs")
    with pytest.raises(EditError) as caught:
        save(file, b"ours", "new")
    assert str(caught.value) == (
        "audit.yaml was not written: it has changed since it was read\n"
        "  way out: run the update again"
    )
    assert file.read_bytes() == b"theirs"
