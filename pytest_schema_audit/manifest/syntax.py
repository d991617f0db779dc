"""What libyaml refuses, said in the words of a manifest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import Any, Final

import yaml

from .errors import Mistakes
from .nodes import LINE_BREAK, Scalar, Source, Span
from .quoting import LONGEST_KEY, definition, single_quoted

DEPTH: Final = 32
"""Levels of nesting that are read."""

TOO_DEEP: Final = f"nested more than {DEPTH} levels deep"

_LONGEST_KEY: Final = 40
_TAB: Final = "a tab"
_SPACES: Final = "spaces; in a value, a tab stands in quotes"
_NO_COLON: Final = "could not find expected ':'"
_PROBLEMS: Final = {
    _NO_COLON: "a line that is neither `key: value` nor `- item`",
    "found unexpected end of stream": "a quote that is never closed",
    "did not find expected ',' or ']'": "a list `[…` that is never closed",
    "did not find expected ',' or '}'": "a mapping `{…` that is never closed",
    "did not find expected node content": "a bracket that opens nothing",
    "found invalid Unicode character escape code": "an escape that is no character",
    "found character that cannot start any token": "an unquoted value cannot begin like this",
    "exceeded maximum nesting depth": TOO_DEEP,  # of libyaml's scanner, since 0.2.6
}
_NEVER_CLOSED: Final = frozenset(
    {
        "found unexpected end of stream",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)
_KEY_LINE: Final = re.compile(r"(?<=[\r\n])[ \t]*(?:- )?[\w\"'. -]+:(?=\s)")
"""A line inside of quotes that was meant to be an entry of its own."""
_BEHIND_A_TYPE: Final = re.compile(r"\s+(?:not\s+null|null|default|generated)\b", re.IGNORECASE)
"""What follows the type of a column and can follow no SQL text."""
_TOO_LONG: Final = f"a key of more than {LONGEST_KEY:,} characters in front of its colon"
_LONG_KEY: Final = re.compile(rf" *(?P<key>[^ ](?:(?!: ).){{{LONGEST_KEY - 1},}}?):(?: |\Z)")

_MISPLACED: Final = "did not find expected key"
_BAD_START: Final = "found character that cannot start any token"
_EXPECTED: Final = {
    _NO_COLON: "a space behind the colon or the dash",
    "found character that cannot start any token": "the value in single quotes",
}


def note_syntax(
    source: Source, error: yaml.YAMLError, last: Scalar | None, mistakes: Mistakes
) -> None:
    """Note what libyaml refused.

    :param source: the file.
    :param error: libyaml's error.
    :param last: the last scalar before it.
    :param mistakes: takes the mistake.
    """
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if problem in _NEVER_CLOSED or problem == _NO_COLON:
        # libyaml notices it lines below.
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        mistakes.add(source, Span(0, 0, 0, 0), f"not YAML: {problem}")
        return
    if not _note_long_key(source, [mark, getattr(error, "context_mark", None)], mistakes):
        span = _shown(source, mark.line, mark.column, mark.index)
        _note_problem(source, error, last, span, mistakes)


def _note_problem(
    source: Source, error: yaml.YAMLError, last: Scalar | None, span: Span, mistakes: Mistakes
) -> None:
    problem = str(getattr(error, "problem", None) or error)
    if "tab character" in problem or source.text[span.start : span.start + 1] == "\t":
        mistakes.add(source, span, _TAB, expected=_SPACES)
    elif last is not None and last.style in {"'", '"'} and _goes_on(source, last, error):
        _note_half_quoted(source, last, problem, mistakes)
    elif problem == "mapping values are not allowed in this context":
        _note_colon(source, last, span, mistakes)
    elif problem == _MISPLACED:
        _note_indentation(source, span, getattr(error, "context_mark", None), mistakes)
    else:
        _note_other(source, span, problem, mistakes)


def _note_other(source: Source, span: Span, problem: str, mistakes: Mistakes) -> None:
    message = _PROBLEMS.get(problem, f"not YAML: {problem}")
    write = ""
    if problem == _BAD_START:
        write = single_quoted(source.after(span._replace(end=span.start)).strip())
    mistakes.add(source, span, message, expected=_EXPECTED.get(problem, ""), write=write)


def _note_long_key(source: Source, marks: Sequence[Any], mistakes: Mistakes) -> bool:
    """Note a key that YAML does not take for one, on the lines that libyaml complains of."""
    for mark in (one for one in marks if one is not None and one.line < len(source.lines)):
        match = _LONG_KEY.match(source.lines[mark.line])
        if match:
            column, end = match.span("key")
            first = mark.index - mark.column
            span = Span(mark.line, column, first + column, first + end)
            expected = "it behind `? `, and its value on the next line, behind a colon"
            mistakes.add(source, span, _TOO_LONG, expected=expected)
            return True
    return False


def note_tabs(source: Source, quoted: Sequence[Span], mistakes: Mistakes) -> None:
    """Note tabs that stand neither in a quoted or block value nor in a comment.

    :param source: the file.
    :param quoted: the values that are not plain, in the order of the file.
    :param mistakes: takes the mistakes.
    """
    if "\t" not in source.text:
        return
    starts = [span.start for span in quoted]
    line_start = 0
    for line in source.text.splitlines(keepends=True):
        at = _tab(line, line_start, quoted, starts) if "\t" in line else None
        if at is not None:
            mistakes.add(source, source.at(at), _TAB, expected=_SPACES)
            return
        line_start += len(line)


def _tab(line: str, start: int, spans: Sequence[Span], starts: Sequence[int]) -> int | None:
    """Return the index of a line's first tab outside quotes and comments."""
    for match in re.finditer(r"\t|(?:^|(?<=\s))#", line):
        index = start + match.start()
        if _inside(index, spans, starts):
            continue
        return index if match[0] == "\t" else None
    return None


def _inside(index: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    found = bisect_right(starts, index) - 1
    return found >= 0 and index < spans[found].end


def _shown(source: Source, line: int, column: int, index: int) -> Span:
    """Place libyaml's mark; at the end of the file it stands behind the last line."""
    if line < len(source.lines):
        return Span(line, column, index, index + 1)
    return source.at(len(source.text))


def _goes_on(source: Source, last: Scalar, error: yaml.YAMLError) -> bool:
    mark = getattr(error, "problem_mark", None)
    index = -1 if mark is None else mark.index
    between = source.text[last.span.end : index]
    return index > last.span.start and not between.strip(" ")


def _note_half_quoted(source: Source, last: Scalar, problem: str, mistakes: Mistakes) -> None:
    if _KEY_LINE.search(source.text, last.span.start, last.span.end):
        message = _PROBLEMS["found unexpected end of stream"]
        expected = f"{last.style} where the value ends, on this line"
        mistakes.add(source, last.span, message, expected=expected)
        return
    after = source.after(last.span)
    if problem in _NEVER_CLOSED:
        after = re.split(r"[,\]}]", after, maxsplit=1)[0]
    whole = source.text[last.span.start : last.span.end] + after
    is_type = last.style == "'" and _BEHIND_A_TYPE.match(after)
    write = definition((last.text + after).strip()) if is_type else single_quoted(whole.strip())
    mistakes.add(
        source,
        last.span,
        f"a value that begins with {last.style} and goes on after the closing quote",
        expected="no quotes, or quotes around the whole value"
        if is_type
        else "quotes around the whole value",
        write="" if LINE_BREAK.search(whole) else write,
    )


def _note_colon(source: Source, last: Scalar | None, span: Span, mistakes: Mistakes) -> None:
    if last is not None and not last.style and last.span.line == span.line:
        whole = source.text[last.span.start : last.span.end] + source.after(last.span)
        message = "a `: ` inside an unquoted value"
        write = single_quoted(whole.strip())
        expected = "quotes around the whole value"
        mistakes.add(source, last.span, message, expected=expected, write=write)
        return
    if last is not None and last.span.line < span.line and _is_value(source, last):
        message = "this is indented as if it belonged to the value above it"
        expected = _indented_like(source, {last.span.line})
        mistakes.add(source, _first(source, span), message, expected=expected)
        return
    if last is not None and not last.style and last.span.line < span.line:
        message = _PROBLEMS["could not find expected ':'"]
        mistakes.add(source, last.span, message, expected="a colon and a space behind the key")
        return
    expected = "one `key: value` a line, indented like the entries beside it"
    mistakes.add(source, span, "a `: ` where no key can stand", expected=expected)


def _note_indentation(source: Source, span: Span, context: Any, mistakes: Mistakes) -> None:
    """Name the lines that this one may have been meant to stand below.

    :param context: libyaml's mark of the first entry of the block that it was reading.
    """
    above = [n for n in range(span.line) if source.lines[n].strip().partition("#")[0]]
    like = {above[-1]} if above else set()
    if context is not None and context.line < span.line:
        like.add(context.line)
    message = "this does not belong to what stands above it"
    mistakes.add(source, span, message, expected=_indented_like(source, like))


def _indented_like(source: Source, lines: Collection[int]) -> str:
    """Say whose indentation is expected: ``the indentation of `id:` (line 7)``."""
    found = [f"`{_key(source.lines[line])}` (line {line + 1})" for line in sorted(lines)]
    return f"the indentation of {', or of '.join(found)}" if found else "no indentation"


def _key(line: str) -> str:
    """The beginning of a line, by which it is recognised: its key."""
    key, colon, _ = line.strip().partition(": ")
    shown = key + colon.strip()
    return shown if len(shown) <= _LONGEST_KEY else f"{shown[:_LONGEST_KEY]}…"


def _is_value(source: Source, scalar: Scalar) -> bool:
    """Tell a value, behind a key on its line, from what stands there alone."""
    return source.lines[scalar.span.line][: scalar.span.column].rstrip().endswith(":")


def _first(source: Source, span: Span) -> Span:
    """The first character that is not blank of the line that something stands on."""
    text = source.lines[span.line]
    column = len(text) - len(text.lstrip())
    start = span.start - span.column + column
    return Span(span.line, column, start, start + 1)
