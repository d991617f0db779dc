"""How a text is written in YAML so that every YAML tool reads the same text back."""

from __future__ import annotations

import re
from typing import Final

LONGEST_KEY: Final = 1024
"""Characters of a key, quotes included, that YAML takes in front of a colon."""

_PLAIN: Final = re.compile(r"[A-Za-z_(][^\n\r\t]*\Z|\d[^\n\r\t]*\Z")
_WORD: Final = re.compile(r"[A-Za-z][\w ]*(?<! )\Z", re.ASCII)
_NOT_PLAIN: Final = re.compile(
    r": |:\Z| #|\s\Z|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]"
)
# Some tools take a question mark for what begins a key there.
_NOT_PLAIN_IN_FLOW: Final = re.compile(r"[\[\]{},?]")
_RESOLVED: Final = re.compile(
    r"""(?:~|null|true|false|yes|no|on|off|y|n      # null and booleans of YAML 1.1
        |[-+]?[\d_]+(?::[0-5]?\d)*(?:\.[\d_]*)?      # integers, octal, sexagesimal, floats
        |[-+]?\.?[\d_.]+(?:e[-+]?\d+)?
        |0x[\da-f_]+|0o[0-7_]+|0b[01_]+
        |[-+]?\.(?:inf|nan)
        |\d{4}-\d\d?-\d\d?.*                         # dates
        |=|<<)\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def single_quoted(text: str) -> str:
    """Return the text in YAML's single quotes; only for one line without control characters."""
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Return the text in YAML's double quotes, control characters escaped."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def quoted(text: str) -> str:
    """Return the text in the quotes that show it best."""
    if all(char.isprintable() for char in text) and text:
        return single_quoted(text)
    return double_quoted(text)


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return a name or a label as YAML: plain where every YAML tool reads that text, else quoted.

    :param text: the text.
    :param in_flow: whether it stands between brackets or braces.
    """
    return text if _is_plain(text, in_flow=in_flow) and not _RESOLVED.match(text) else quoted(text)


def definition(text: str) -> str:
    """Return an SQL definition as the value of an entry; never taken for anything but text.

    :param text: SQL, one line or several.
    """
    return scalar(text)


def before_value(key: str, margin: str) -> list[str]:
    """Return the lines of a key up to the colon, the last of which goes on.

    :param key: the key, quoted for YAML.
    :param margin: the blanks in front of it.
    """
    if len(key) > LONGEST_KEY:
        return [f"{margin}? {key}", f"{margin}:"]
    return [f"{margin}{key}:"]


def pair(key: str, text: str) -> str:
    """Return a key with its value as they stand between braces.

    :param key: the key, quoted for YAML.
    :param text: the value.
    """
    inside = key if key[:1] in {"'", '"'} else scalar(key, in_flow=True)
    return f"? {inside} : {text}" if len(inside) > LONGEST_KEY else f"{inside}: {text}"


def block(text: str) -> str | None:
    """Return a text of several lines as a literal block, its lines not indented yet.

    :param text: the text.
    :return: ``|-`` and the lines; ``None`` where a block would not keep the text as it is.
    """
    kept = all(char.isprintable() or char in "\n\t" for char in text)
    if not kept or "\n" not in text or text[0] in " \n\t" or text.endswith("\n"):
        return None
    return f"|-\n{text}"


def indented(lines: str, margin: str) -> list[str]:
    """Return the lines of a literal block, its own below a margin.

    :param lines: what :func:`block` returned, behind a key.
    :param margin: the blanks to stand in front of each line but the first.
    """
    first, *rest = lines.split("\n")
    return [first, *(f"{margin}{line}" if line else "" for line in rest)]


def flow(text: str) -> str:
    """Return a text between braces or brackets: plain only if it is a word, else quoted.

    :param text: the text.
    """
    return text if _WORD.match(text) and not _RESOLVED.match(text) else quoted(text)


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if not _PLAIN.match(text) or _NOT_PLAIN.search(text):
        return False
    if not all(char.isprintable() for char in text):
        return False
    return not (in_flow and _NOT_PLAIN_IN_FLOW.search(text))


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
