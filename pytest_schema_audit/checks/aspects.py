"""Compare what an entry says of aspects with what the catalog has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..manifest.aspects import keys_of
from ..manifest.expectation import Expectation
from ..manifest.grants import ALL, NONE, OPTION, listed, listing
from ..model import AspectText, AspectValue
from ..verdict import Finding

_ROLE = "grants to "
_NO_TEXT = AspectValue("", "")
_NONE_BY_NAME = AspectValue((), ())


def aspect_findings(
    entry: Expectation, found: Mapping[str, AspectValue], aspects: Collection[str], major: int
) -> tuple[Finding, ...]:
    """List what differs: what the entry says, and of aspects that are on what it does not say.

    :param entry: the entry of an object that is there.
    :param found: what the object has, by key; nothing of what such an object cannot have.
    :param aspects: the aspects that are on.
    :param major: the server's, which may not have it at all.
    """
    said = dict(entry.aspects)
    findings: list[Finding] = []
    for one in keys_of(entry.kind):
        value = found.get(one.key)
        if value is None and one.key in said and one.since <= major:
            value = _NONE_BY_NAME if one.by_name else _NO_TEXT
        if value is not None and (one.key in said or one.asked(aspects)):
            findings += _compared(one.key, said.get(one.key), value)
    return tuple(findings)


def key_of(path: str) -> str:
    """Return the key that a finding is about: ``grants`` of ``grants to reporting``."""
    return "grants" if path.startswith(_ROLE) else path.split(".")[0]


def unusual(value: AspectValue) -> bool:
    """Say whether an object has something else than it would have if nobody had said anything."""
    return value.actual != value.usual


def shown(key: str, value: AspectValue) -> AspectText:
    """Return what an entry says of a value: of privileges and options, what is not usual."""
    if isinstance(value.actual, str):
        return value.actual
    usual = by_name(value.usual)
    actual = {**dict.fromkeys(usual, NONE), **by_name(value.actual)}
    other = {name: text for name, text in actual.items() if usual.get(name) != text}
    if key != "grants":
        return tuple(sorted(other.items()))
    return tuple(sorted((name, _short(text, value.every)) for name, text in other.items()))


def told_value(key: str, value: AspectValue) -> str:
    """Write what is not usual for people: ``owner app``, ``grants to reporting SELECT``."""
    content = shown(key, value)
    if isinstance(content, str):
        return f"{key} {content}"
    if key == "grants":
        return "; ".join(f"{_ROLE}{role} {text}" for role, text in content)
    return f"{key} " + ", ".join(f"{name} {text}" for name, text in content)


def _compared(key: str, said: AspectText | None, value: AspectValue) -> Iterator[Finding]:
    if isinstance(value.actual, str) or isinstance(value.usual, str):
        expected = value.usual if said is None else said
        if expected != value.actual:
            yield Finding(key, str(expected), str(value.actual))
        return
    usual, actual = by_name(value.usual), by_name(value.actual)
    expected_texts = {**usual, **by_name(said or ())}
    for name in sorted({*expected_texts, *actual}):
        if key == "grants":
            yield from _role(name, expected_texts.get(name, NONE), actual.get(name, NONE), value)
        elif expected_texts.get(name) != actual.get(name):
            yield Finding(f"{key}.{name}", expected_texts.get(name, ""), actual.get(name, ""))


def _role(role: str, expected: str, found: str, value: AspectValue) -> Iterator[Finding]:
    if listing(_spelled_out(expected, value.every)) != found:
        meant = listing(_spelled_out(expected, value.every))
        sides = (_told(_short(text, value.every)) for text in (meant, found))
        yield Finding(f"{_ROLE}{role}", *sides)


def _spelled_out(text: str, every: str) -> Iterator[str]:
    for item in listed(text):
        if item in {ALL, f"{ALL} {OPTION}"}:
            yield from (one + item.removeprefix(ALL) for one in listed(every))
        else:
            yield item


def _short(text: str, every: str) -> str:
    """Write ``ALL`` where all the privileges of the kind are given."""
    if len(listed(every)) < 2:
        return text
    for option in ("", f" {OPTION}"):
        if every and text == listing(f"{one}{option}" for one in listed(every)):
            return f"{ALL}{option}"
    return text


def _told(text: str) -> str:
    return f"({text})" if ", " in text else text


def by_name(content: AspectText) -> dict[str, str]:
    """Return texts by name; none for a text alone."""
    return {} if isinstance(content, str) else dict(content)
