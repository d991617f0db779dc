"""The parts of the documentation that are made from the code and from the cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pytest_schema_audit.kinds import PLURALS
from pytest_schema_audit.manifest.keys import FILE, SECTIONS
from pytest_schema_audit.manifest.object_kinds import OBJECT_KINDS
from pytest_schema_audit.migrations import LAYOUTS
from pytest_schema_audit.options import option_table
from pytest_schema_audit.proving.catalogue import MUTATIONS

CASES: Final = Path(__file__).parent / "cases"
KEYS: Final = {*FILE, *SECTIONS} - {"schema"}
"""Keys of a manifest, among them those that hold the entries of a kind of object."""


def layout_table() -> str:
    rows = [f"| `{layout.name}` | {escaped(layout.summary)} |" for layout in LAYOUTS.values()]
    return "\n".join(["| layout | what it takes, and how it runs it |", "|---|---|", *rows])


def kind_lists() -> str:
    described = [kind for kind, plural in PLURALS.items() if {kind, plural} & KEYS]
    others = [PLURALS[kind] for kind in PLURALS if kind not in described]
    named = ", ".join(PLURALS[kind] for kind in described)
    found = f"\n\n**Only found, when there is one that nobody allowed:** {', '.join(others)}."
    return f"**Described by a manifest, and compared:** {named}." + (found if others else "")


def entry_table() -> str:
    rows = [
        f"| `{kind.plural}` | {escaped(kind.form)} | {_compared(kind.made)} |"
        for kind in OBJECT_KINDS.values()
    ]
    return "\n".join(["| key | an entry holds | compared |", "|---|---|---|", *rows])


def _compared(made: bool) -> str:
    return "as PostgreSQL prints it" if made else "by its parse tree"


def drift_table() -> str:
    """List the kinds of drift that can be proved, by what they happen to."""
    by_kind: dict[str, list[str]] = {}
    for mutation in MUTATIONS:
        kind, _, what = mutation.name.partition(".")
        by_kind.setdefault(kind, []).append(f"`{what}`")
    rows = [f"| `{kind}` | {', '.join(sorted(what))} |" for kind, what in by_kind.items()]
    return "\n".join(["| tests `prove.…` | kinds of drift |", "|---|---|", *rows])


def case_table() -> str:
    rows = [f"| {kind} | {', '.join(cases)} |" for kind, cases in _cases()]
    return "\n".join(["| kind | changes |", "|---|---|", *rows])


def _cases() -> Iterator[tuple[str, list[str]]]:
    """Give the cases of every kind of object, each with the majors it is for."""
    for kind in PLURALS:
        folder = CASES / kind.replace(" ", "_")
        if folder.is_dir():
            yield kind, [_case(path) for path in sorted(folder.iterdir())]


def _case(folder: Path) -> str:
    majors = folder / "majors.txt"
    condition = f" ({', '.join(majors.read_text().split())})" if majors.exists() else ""
    return escaped(folder.name.replace("_", " ") + condition)


def escaped(text: str) -> str:
    return re.sub(r"([|*_<>])", r"\\\1", text)


GENERATED: Final[Mapping[str, Callable[[], str]]] = {
    "options": option_table,
    "layouts": layout_table,
    "kinds": kind_lists,
    "entries": entry_table,
    "cases": case_table,
    "drifts": drift_table,
}
"""Name of a generated part -> what makes it."""
