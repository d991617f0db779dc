"""Passwords taken out of text that others wrote: libpq, Docker, a shell."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus, unquote

MASK = "***"

_URL_PASSWORD = re.compile(r"(?P<before>[A-Za-z][\w+.-]*://[^\s:/@]*):[^\s/]*@")
_KEYWORD_PASSWORD = re.compile(
    r"(?P<before>\b\w*password\s*=\s*)(?:'(?:[^'\\]|\\.)*'|\"[^\"]*\"|[^\s&'\"]+)", re.IGNORECASE
)


def redact(text: str, *secrets: str) -> str:
    """Replace passwords in ``text`` by three asterisks.

    Masked are the password of any URL, the value of any ``…password=`` (libpq keyword, URL
    parameter or environment variable), and each of ``secrets``, plain or percent-encoded.

    :param text: what somebody else's program wrote.
    :param secrets: passwords known to be in use; empty ones are ignored.
    """
    spellings = {
        form
        for secret in secrets
        for form in (secret, unquote(secret), quote(secret, safe=""), quote_plus(secret))
        if form
    }
    for spelling in sorted(spellings, key=len, reverse=True):
        text = text.replace(spelling, MASK)
    text = _URL_PASSWORD.sub(rf"\g<before>:{MASK}@", text)
    return _KEYWORD_PASSWORD.sub(rf"\g<before>{MASK}", text)
