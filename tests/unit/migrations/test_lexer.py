from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pglast import parser

from pytest_schema_audit.migrations.lexer import lexed

FRAGMENTS = (
    "SELECT 1",
    "SELECT ';', E'a\\';', \"a;b\", $$;$$, $x$ $$ ; $x$",
    "SELECT U&'d;' AS d, B'1', 'it''s;', 1::text, (ARRAY[1, 2])[1:2]",
    "SELECT /* ; /* ; */ ' */ 1 -- ; '",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END",
    "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT 1; SELECT 2; END",
    "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
    'CREATE TABLE "Été" ("a""b;" text DEFAULT \'é;😀\')',
    "CREATE TABLE a$b$ (x int, c$b$ int)",
    "DO $$ BEGIN PERFORM 1; END $$",
    "BEGIN",
    "END",
    "SELECT $1, a-b, a/b FROM t",
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=6), st.sampled_from((";", ";\n", " ; -- c\n")))
def test_it_splits_as_the_grammar_does(statements: list[str], end: str) -> None:
    text = "".join(f"{statement}\n{end}" for statement in statements)
    by_grammar = [text[part].strip() for part in parser.split(text, only_slices=True)]
    assert [text[part].strip() for part in lexed(text)] == by_grammar


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" ; ;; -- nothing\n/* ; */", []),
        ("SELEC 1; oops (", ["SELEC 1", "oops ("]),
        ("SELECT 'never closed; SELECT 2", ["SELECT 'never closed; SELECT 2"]),
        ("SELECT $a$ never; closed", ["SELECT $a$ never; closed"]),
        ("SELECT 1 /* never; closed", ["SELECT 1 /* never; closed"]),
        ("SELECT 1; /* a /* b */ never; closed", ["SELECT 1", "/* a /* b */ never; closed"]),
        ("SELECT (1; 2)); SELECT 3", ["SELECT (1; 2))", "SELECT 3"]),
        ("-- c\n\n  SELECT 1 ;", ["SELECT 1 "]),
        ("-- c; d\rSELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("SELECT 1;\u00a0SELECT 2", ["SELECT 1", "\u00a0SELECT 2"]),
        ("\t\v\f\r SELECT 1;\u2003", ["SELECT 1", "\u2003"]),
    ],
)
def test_it_splits_what_no_grammar_takes(text: str, found: list[str]) -> None:
    assert [text[part] for part in lexed(text)] == found
