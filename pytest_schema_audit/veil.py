"""Passwords in SQL and manifests: said to the server alone, and repeated by no text of ours.

What covers them is as long as they are, so that lines and columns stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

# Every pattern goes through a text once: nothing that was consumed is given back (``++``), and a
# word that stands before no password is consumed all the same (``(?:…)?``).
_STEM = r"(?:pass(?:word|wd|phrase)|secret|token|credential|(?:api|access|private|sa)_?key)"
_NAME = rf"{_STEM}\w*+"
# The same, from where a word begins.
_WHOLE_NAME = rf"(?=\w*?{_STEM})\w++"
# A literal, also within one, where its quotes are doubled; dollar quotes on one line.
_LITERAL = (
    r"(?:E|U&)?(?:(?P<quotes>''+)(?P<inner>[^']++)(?P=quotes)"
    # A quote before one of these ends a literal.
    r"|'(?!\s*+(?:\|\||[,)]))(?P<plain>(?:[^']|'')*)'"
    r"|\$(?P<tag>\w*+)\$(?P<dollar>[^\n]{0,1000}?)\$(?P=tag)\$)"
)
_VALUE = r"(?!%)[^\s&'\",()]++"
# The words of a connection string.
_WORDS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"['\"?&]{_WHOLE_NAME}\s*+=\s*+(?P<word>{_VALUE})",
        # Behind another word, which may be a password as well.
        r"(?<![^\s'\",])(?>[^\s'\",]*?\w=)[^\s'\",]++\s++"
        rf"(?={_WHOLE_NAME}\s*+=\s*+(?P<word>{_VALUE}))",
    )
)
# The end of one: what is before a quote, and the words before that.
_ENDING = re.compile(r"[^\s'\",]++(?:\s++\w++=[^\s'\",]++)*+")
_ENDING_WORD = re.compile(rf"{_NAME}(?:=(?P<ending>{_VALUE})(?![^\s'\",]))?", re.IGNORECASE)
_UNBROKEN = re.compile(r"[^\s'\"]++")
_LOGIN = re.compile(r"[\w+.-]://[^:/@]*+:")
# PostgreSQL writes an operator with blanks around it, so that this is none of its own.
_BARE = re.compile(r"\bpassword=(?P<word>[^\s&'\",()]++)", re.IGNORECASE)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # CREATE ROLE … PASSWORD '…', OPTIONS (password '…'), SET app.token = '…'
        rf"{_NAME}(?:(?:[\"']?\s*+(?::=|=>|=|\bTO\b)\s*+|\"?\s++){_LITERAL})?",
        rf"\bset_config\(\s*+'(?:[^']*[^\w'])?+{_WHOLE_NAME}'\s*+,\s*+{_LITERAL}",
        # \set password …
        rf"\\set[ \t]++{_WHOLE_NAME}[ \t]++(?P<set>[^\n]++)",
    )
)
# What is put together: format('… PASSWORD %L', '…'), '… PASSWORD ' || quote_literal('…').
_BUILT = re.compile(
    rf"{_NAME}(?:(?:\s*+=?+\s*+%[^'\n]*+|\s*+=\s*+|\s++)"
    r"(?:'(?=\s*+(?:,|\|\|))(?P<rest>[^;\n]*+))?)?",
    re.IGNORECASE,
)
_STRING = re.compile(r"'(?P<plain>(?:[^']|'')+)'")
_GROUPS = ("inner", "plain", "dollar", "set", "word", "ending")
# A password that is a short word is one of many names as well, which a text is about.
_WORD = re.compile(r"[a-z_]{0,11}")

_HEAD = 32
"""Characters by which a longer password is known again."""

_FIRST = 8
"""Characters that tell whether it is worth looking for more of them."""


@dataclass(frozen=True)
class Veil:
    """Covers passwords: where they are written, and wherever else they then are.

    :param values: passwords that were seen.
    """

    values: frozenset[str]

    @classmethod
    def over(cls, *texts: str) -> Veil:
        """Look for passwords in what belongs together: a file, and what the server said of it."""
        spans = ((text, span) for text in texts for span in _spans(text))
        found = {text[start:end].strip() for text, (start, end) in spans}
        found |= {value.replace("''", "'") for value in found}
        return cls(frozenset(one for one in found if not _WORD.fullmatch(one)))

    def on(self, text: str) -> str:
        """Cover every password of a text; no character changes its place."""
        return _covered(text, chain(_spans(text), self._seen_again(text)))

    @cached_property
    def _reaches(self) -> dict[str, int]:
        """How far a password may go, by how it begins."""
        reaches: dict[str, int] = {}
        for value in self.values:
            head = value[:_HEAD]
            reaches[head] = max(len(value), reaches.get(head, 0))
        return reaches

    @cached_property
    def _sizes(self) -> dict[str, set[int]]:
        """Sizes of these beginnings, by their first characters."""
        sizes: dict[str, set[int]] = {}
        for head in self._reaches:
            sizes.setdefault(head[:_FIRST], set()).add(len(head))
        return sizes

    def _seen_again(self, text: str) -> Iterator[Span]:
        """Where passwords stand that were seen anywhere."""
        reaches, sizes = self._reaches, self._sizes
        for width in {len(first) for first in sizes}:
            for start in range(len(text) - width + 1):
                for size in sizes.get(text[start : start + width], ()):
                    reach = reaches.get(text[start : start + size])
                    if reach:
                        yield start, start + reach


def connections_covered(text: str) -> str:
    """Cover the passwords of connection strings in what describes a schema.

    There ``token_type = 'bearer'`` is what a check says, and no secret.
    """
    return _covered(text, chain(_of_connections(text), _found((_BARE,), text)))


def _covered(text: str, spans: Iterable[Span]) -> str:
    parts, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            parts += [text[done:start], _cover(text[max(start, done) : end])]
            done = end
    return "".join([*parts, text[done:]])


def _found(forms: Iterable[re.Pattern[str]], text: str) -> Iterator[Span]:
    for form in forms:
        for match in form.finditer(text):
            yield from _groups(match)


def _spans(text: str) -> Iterator[Span]:
    """Where passwords stand, by what stands before them."""
    yield from _of_connections(text)
    yield from _found(_FORMS, text)
    for match in _BUILT.finditer(text):
        if match["rest"]:
            for string in _STRING.finditer(text, *match.span("rest")):
                yield from _groups(string)


def _of_connections(text: str) -> Iterator[Span]:
    yield from _found(_WORDS, text)
    for match in _ENDING.finditer(text):
        if text[match.end() : match.end() + 1] in {"'", '"'}:
            for word in _ENDING_WORD.finditer(text, *match.span()):
                yield from _groups(word)
    for match in _UNBROKEN.finditer(text):
        end = text.rfind("@", *match.span())
        login = _LOGIN.search(text, match.start(), end) if end > 0 else None
        if login:
            yield login.end(), end


def _groups(match: re.Match[str]) -> Iterator[Span]:
    groups = match.groupdict()
    for name in _GROUPS:
        if groups.get(name):
            yield match.span(name)


def _cover(value: str) -> str:
    return re.sub(r"[^\n]", "*", value)
