"""How a text is written in YAML so that every YAML tool reads the same text back."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z_(][^\n\r\t]*\Z|\d[^\n\r\t]*\Z")
_WORD: Final = re.compile(r"[A-Za-z][\w ]*(?<! )\Z", re.ASCII)
_NOT_PLAIN: Final = re.compile(
    r": |:\Z| #|\s\Z|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]"
)
_NOT_PLAIN_IN_FLOW: Final = re.compile(r"[\[\]{},]")
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
