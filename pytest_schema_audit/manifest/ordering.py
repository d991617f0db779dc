"""Put the entries of a table's columns in another order, each with its comment lines."""

from __future__ import annotations

from collections.abc import Sequence

from .layout import Layout
from .names import split_key
from .nodes import Entry, Mapping


def ordered(layout: Layout, owner: Entry, names: Sequence[str]) -> str:
    """Return the text with the columns of a table in an order.

    Blank lines stay where they are; an entry whose column is not there stays behind the one that
    it stands behind.

    :param layout: the file.
    :param owner: the table's entry.
    :param names: the columns in the order wanted.
    """
    section = _section(owner)
    if section is None:
        return layout.source.text
    entries = section.entries
    wanted = _sorted(entries, names)
    if section.flow:
        spans = [(layout.begin(entry.key).start, entry.value.span.end) for entry in entries]
    else:
        spans = [
            (
                layout.start_of(layout.first_line(entry)),
                _without_break(layout, layout.start_of(layout.end_line(entry))),
            )
            for entry in entries
        ]
    texts = {
        id(e): layout.source.text[start:end] for e, (start, end) in zip(entries, spans, strict=True)
    }
    text = layout.source.text
    for (start, end), entry in reversed(list(zip(spans, wanted, strict=True))):
        text = text[:start] + texts[id(entry)] + text[end:]
    return text


def _section(owner: Entry) -> Mapping | None:
    if not isinstance(owner.value, Mapping):
        return None
    found = (entry.value for entry in owner.value.entries if entry.key.text == "columns")
    section = next(found, None)
    return section if isinstance(section, Mapping) else None


def _sorted(entries: Sequence[Entry], names: Sequence[str]) -> list[Entry]:
    ranks = {name: number for number, name in enumerate(names)}
    rank = -1
    placed: list[tuple[int, int, Entry]] = []
    for entry in entries:
        name = (split_key(entry.key.text) or [entry.key.text])[-1]
        rank = ranks.get(name, rank)
        placed.append((rank, len(placed), entry))
    return [entry for *_, entry in sorted(placed, key=lambda one: one[:2])]


def _without_break(layout: Layout, end: int) -> int:
    """Leave the line break of an entry's last line in its place: the last one may lack it."""
    text = layout.source.text
    return end - len(text[:end]) + len(text[:end].removesuffix("\n").removesuffix("\r"))
