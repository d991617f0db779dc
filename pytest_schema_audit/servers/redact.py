"""Passwords taken out of text that others wrote: libpq, Docker, a shell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus, unquote

MASK = "***"

_URL_PASSWORD = re.compile(r"(?P<before>://[^\s:/@]*+):[^\s/]*@")
_KEYWORD_PASSWORD = re.compile(
    r"(?P<before>password\s*+=\s*+)(?:'(?:[^'\\]|\\.)*'|\"[^\"]*\"|[^\s&'\"]+)", re.IGNORECASE
)

_KEYWORDS = (
    *("host", "hostaddr", "port", "dbname", "user", "passfile", "service", "servicefile"),
    *("connect_timeout", "client_encoding", "options", "application_name"),
    *("fallback_application_name", "tcp_user_timeout", "target_session_attrs", "replication"),
    *("load_balance_hosts", "channel_binding", "require_auth", "requirepeer", "krbsrvname"),
    *("gssencmode", "gsslib", "gssdelegation", "keepalives", "keepalives_idle"),
    *("keepalives_interval", "keepalives_count", "sslmode", "requiressl", "sslnegotiation"),
    *("sslcompression", "sslcert", "sslkey", "sslcertmode", "sslrootcert", "sslcrl", "sslcrldir"),
    *("sslsni", "sslkeylogfile", "ssl_min_protocol_version", "ssl_max_protocol_version"),
    *("min_protocol_version", "max_protocol_version"),
)
"""libpq's keywords whose values are no secrets: a password ends where one of them begins."""

_PORT = r"\d*+(?:[,/?\s]|\Z)"
_LOGIN = re.compile(
    # An IPv6 address has colons of its own. Not possessive: Python 3.11.2 gets a lookahead in such
    # a group wrong.
    r"(?:\[[\da-f:.%]*\]|\[(?![\da-f:.%]*\])|[^:%\[]|%(?!3a))*(?::|%3a)"
    # Without an @ it is the port that follows, if it looks like one.
    rf"(?P<secret>.*(?=@)|(?!{_PORT}).+)",
    re.DOTALL | re.IGNORECASE,
)
# password, sslpassword, PGPASSWORD, passwd, oauth_client_secret, scram_client_key
_NAME = r"(?:pass(?!file)|pwd|secret|token|_key)\w*+\s*+"
_VALUE = (
    r"(?P<secret>\s*+'(?:[^'\\]|\\.)*+'(?=\s|\Z)"
    rf"|.*?(?=[\s&?;,'\"](?:{'|'.join(_KEYWORDS)})\s*+=|\Z))"
)
_PARAMETER = re.compile(rf"{_NAME}(?:=|%3d){_VALUE}", re.DOTALL | re.IGNORECASE)
_KEYWORD = re.compile(rf"{_NAME}[=:]{_VALUE}", re.DOTALL | re.IGNORECASE)
# Before other words it may be the password that begins with //.
_SCHEME = re.compile(r"\s*+postgres[\w+.-]*+://", re.IGNORECASE)
_KEYWORD_FORM = re.compile(r"\s*+\w++\s*+=")

_SHORTEST = 4
"""Characters of a password that say something of it: fewer would blot out half of a message."""

_SAID = (
    "connection to server at on socket failed invalid missing port host address user role database "
    "password authentication option parameter does not exist postgresql:// postgres://"
)
"""What libpq and PostgreSQL say themselves, whatever they were given."""


def redact_connection(text: str, *urls: str) -> str:
    """Replace in ``text`` whatever may be of the password of a connection string, however wrong.

    A password with a bare ``/``, ``@`` or space ends early for libpq, which then takes the rest
    for a port, a host or a keyword, and says so. Every piece of it is masked that the string does
    not have elsewhere.

    :param text: what libpq, psycopg or a server wrote.
    :param urls: each a URL or ``key=value …``, as the user wrote it.
    """
    for url in urls:
        secrets, known = _divided(url)
        text = _masked(text, secrets, (*known, _SAID))
    return redact(text)


def connection_shown(url: str) -> str:
    """Return a connection string with asterisks for all that may be its password."""
    return redact(f"{MASK}".join(_divided(url)[1]))


def _divided(url: str) -> tuple[list[str], list[str]]:
    """What may be secret in a connection string, and what is around it."""
    secrets, known, done = [], [], 0
    for start, end in sorted(_secret_spans(url)):
        if end > done:
            secrets.append(url[max(start, done) : end])
            known.append(url[done : max(start, done)])
            done = end
    return secrets, [*known, url[done:]]


def _secret_spans(url: str) -> Iterator[tuple[int, int]]:
    if _KEYWORD_FORM.match(url):
        # A database may be named by a URL.
        inner = url.find("://")
        login = _LOGIN.match(url, inner + 3) if inner >= 0 else None
        named = _KEYWORD.finditer(url)
    else:
        scheme = _SCHEME.match(url)
        login = _LOGIN.match(url, scheme.end() if scheme else 0)
        named = _PARAMETER.finditer(url)
    for match in (*named, *filter(None, [login])):
        yield match.span("secret")


def _masked(text: str, secrets: Iterable[str], known: Iterable[str]) -> str:
    """Mask each piece of a secret that is long enough and is not known otherwise."""
    shown = "\n".join(spelling for one in known for spelling in (one, unquote(one)))
    spellings = {spelling for secret in secrets for spelling in _spellings(secret)}
    wholes = {one for one in spellings if 2 < len(one) < _SHORTEST and one not in shown}
    pieces = wholes | {piece for one in spellings for piece in _pieces(one) if piece not in shown}
    hidden = [False] * len(text)
    for size in {len(piece) for piece in pieces}:
        for start in range(len(text) - size + 1):
            if text[start : start + size] in pieces:
                hidden[start : start + size] = [True] * size
    marked = "".join("\0" if hide else char for char, hide in zip(text, hidden, strict=True))
    return re.sub(r"\0+", MASK, marked)


def _pieces(text: str) -> Iterator[str]:
    found = (text[at : at + _SHORTEST] for at in range(len(text) - _SHORTEST + 1))
    return (piece for piece in found if piece.strip())


def redact(text: str, *secrets: str) -> str:
    """Replace passwords in ``text`` by three asterisks.

    Masked are the password of any URL, the value of any ``…password=`` (libpq keyword, URL
    parameter or environment variable), and each of ``secrets``, plain or as URLs, SQL, connection
    strings, JSON or Python spell it.

    :param text: what somebody else's program wrote.
    :param secrets: passwords known to be in use; empty ones are ignored.
    """
    spellings = {form for secret in secrets for form in _spellings(secret) if form}
    for spelling in sorted(spellings, key=len, reverse=True):
        text = text.replace(spelling, MASK)
    text = _URL_PASSWORD.sub(rf"\g<before>:{MASK}@", text)
    return _KEYWORD_PASSWORD.sub(rf"\g<before>{MASK}", text)


def _spellings(secret: str) -> tuple[str, ...]:
    escaped = secret.replace("\\", "\\\\")
    return (
        *(secret, unquote(secret), quote(secret, safe=""), quote_plus(secret)),
        *(secret.replace("'", "''"), escaped.replace("'", "\\'"), escaped.replace("'", "''")),
        *(
            repr(secret)[1:-1],
            json.dumps(secret)[1:-1],
            json.dumps(secret, ensure_ascii=False)[1:-1],
        ),
    )
