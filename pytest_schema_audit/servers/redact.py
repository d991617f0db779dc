"""Passwords taken out of text that others wrote: libpq, Docker, a shell."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus, unquote

MASK = "***"

_URL_PASSWORD = re.compile(r"(?P<before>[A-Za-z][\w+.-]*://[^\s:/@]*):[^\s/]*@")
_KEYWORD_PASSWORD = re.compile(
    r"(?P<before>\b\w*password\s*=\s*)(?:'(?:[^'\\]|\\.)*'|\"[^\"]*\"|[^\s&'\"]+)", re.IGNORECASE
)


_USER_INFO = re.compile(r"://[^:/?#]*:(?P<password>.*)@")
_PARAMETER = re.compile(r"[?&]password=(?P<password>[^&#]*)")
_KEYWORD = re.compile(r"(?:^|\s)password\s*=(?P<password>.*)", re.DOTALL)


def secrets_in(url: str) -> tuple[str, ...]:
    """Every text of a connection string that may be a password, even where it is spelled wrong.

    A password with a bare ``/``, ``@`` or space ends early for libpq, which then takes the rest
    for a port, a host or a keyword, and says so in its messages.

    :param url: a URL or ``key=value …``, as the user wrote it.
    """
    forms = (_USER_INFO, _PARAMETER) if "://" in url else (_KEYWORD,)
    found = (match["password"].strip() for form in forms for match in form.finditer(url))
    parts = [part for text in found for part in (text, *re.split(r"[/@:?#\s]", text))]
    # Shorter ones say nothing, and would blot out half of every message.
    return tuple(part for part in parts if len(part) > 2)


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
