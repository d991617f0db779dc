"""What libyaml refuses, said in the words of a manifest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import yaml

from .errors import Mistakes
from .nodes import Scalar, Source, Span
from .quoting import single_quoted

_TAB: Final = "a tab"
_SPACES: Final = "spaces; in a value, a tab stands in quotes"
_PROBLEMS: Final = {
    "did not find expected key": "this does not belong to what stands above it",
    "could not find expected ':'": "a line that is neither `key: value` nor `- item`",
    "found unexpected end of stream": "a quote that is never closed",
    "did not find expected ',' or ']'": "a list `[…` that is never closed",
    "did not find expected ',' or '}'": "a mapping `{…` that is never closed",
    "did not find expected node content": "a bracket that opens nothing",
    "found invalid Unicode character escape code": "an escape that is no character",
    "found character that cannot start any token": "an unquoted value cannot begin like this",
}
_NEVER_CLOSED: Final = frozenset(
    {
        "found unexpected end of stream",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)
_BAD_START: Final = "found character that cannot start any token"
_EXPECTED: Final = {
    "did not find expected key": "the same indentation as the entries beside it",
    "could not find expected ':'": "a space behind the colon or the dash",
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
    if problem in _NEVER_CLOSED:
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        mistakes.add(source, Span(0, 0, 0, 0), f"not YAML: {problem}")
        return
    span = _shown(source, mark.line, mark.column, mark.index)
    if "tab character" in problem or source.text[span.start : span.start + 1] == "\t":
        mistakes.add(source, span, _TAB, expected=_SPACES)
    elif last is not None and last.style in {"'", '"'} and _goes_on(source, last, error):
        _note_half_quoted(source, last, problem, mistakes)
    elif problem == "mapping values are not allowed in this context":
        _note_colon(source, last, span, mistakes)
    else:
        message = _PROBLEMS.get(problem, f"not YAML: {problem}")
        write = ""
        if problem == _BAD_START:
            write = single_quoted(source.after(span._replace(end=span.start)).strip())
        mistakes.add(source, span, message, expected=_EXPECTED.get(problem, ""), write=write)


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
    after = source.after(last.span)
    if problem in _NEVER_CLOSED:
        after = re.split(r"[,\]}]", after, maxsplit=1)[0]
    whole = source.text[last.span.start : last.span.end] + after
    mistakes.add(
        source,
        last.span,
        f"a value that begins with {last.style} and goes on after the closing quote",
        expected="quotes around the whole value",
        write=single_quoted(whole.strip()),
    )


def _note_colon(source: Source, last: Scalar | None, span: Span, mistakes: Mistakes) -> None:
    if last is not None and not last.style and last.span.line == span.line:
        whole = source.text[last.span.start : last.span.end] + source.after(last.span)
        message = "a `: ` inside an unquoted value"
        write = single_quoted(whole.strip())
        expected = "quotes around the whole value"
        mistakes.add(source, last.span, message, expected=expected, write=write)
        return
    if last is not None and not last.style and last.span.line < span.line:
        message = _PROBLEMS["could not find expected ':'"]
        mistakes.add(source, last.span, message, expected="a colon and a space behind the key")
        return
    expected = "one `key: value` a line, indented like the entries beside it"
    mistakes.add(source, span, "a `: ` where no key can stand", expected=expected)
