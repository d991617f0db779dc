"""What there is before the migrations run: roles, settings of the database, SQL files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .expectation import Prelude
from .keys import PRELUDE, check_keys
from .names import exact_names
from .nodes import Entry, Mapping, Node, Sequence
from .paths import sql_files
from .reading import Reading

_NAME: Final = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\Z", re.ASCII)
_LOADS_CODE: Final = re.compile(r"\w*_preload_libraries|dynamic_library_path", re.IGNORECASE)


def read_prelude(reading: Reading, node: Node | None) -> Prelude:
    """Read SQL files, or a mapping of what is declared.

    :param reading: the file; takes the mistakes.
    :param node: the value of ``prelude:``, if there is one.
    """
    if not isinstance(node, Mapping):
        return Prelude(files=sql_files(reading, node))
    found = check_keys(reading, node, PRELUDE, "`prelude`")
    nodes = {key: entry.value for key, entry in found.items()}
    roles = nodes.get("roles")
    return Prelude(
        (exact_names(reading, roles, "roles: [app, reporting]") or ()) if roles else (),
        tuple(_settings(reading, nodes.get("settings"))),
        sql_files(reading, nodes.get("files")),
    )


def _settings(reading: Reading, node: Node | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    form = "settings of the database: {app.tenant: main, search_path: [app, public]}"
    mapping = reading.mapping(node, form) if node else None
    for entry in mapping.entries if mapping else ():
        values = _values(reading, entry.value, form)
        if _is_setting(reading, entry) and values:
            yield entry.key.text, values


def _is_setting(reading: Reading, entry: Entry) -> bool:
    name = entry.key.text
    if not _NAME.match(name):
        reading.mistake(entry.key, f"`{name}` is no name of a setting", expected="as app.tenant")
        return False
    if _LOADS_CODE.fullmatch(name):
        reading.mistake(
            entry.key,
            f"`{name}` makes the server load code, which a manifest cannot",
            expected="it in an SQL file: `files: prelude.sql`",
        )
        return False
    return True


def _values(reading: Reading, node: Node, form: str) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    texts = [reading.text(item, form) for item in items]
    return tuple(text for text in texts if text is not None)
