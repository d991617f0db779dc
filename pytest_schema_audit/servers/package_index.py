"""One file from the configured package index, where pip is not installed (``uvx``)."""

from __future__ import annotations

import base64
import os
import urllib.request
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

from .binaries_errors import DownloadError
from .redact import redact

_DEFAULT_INDEX = "https://pypi.org/simple"
_INDEX_VARIABLES = ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL")
_TIMEOUT_SECONDS = 60


def fetch(project: str, filename: str) -> bytes:
    """The content of ``filename`` as the package index has it (PEP 503, "Specification").

    :param project: normalised name of the project.
    :param filename: name of one of its files.
    :raises DownloadError: the index cannot be reached or does not list the file.
    """
    index = next((url for name in _INDEX_VARIABLES if (url := os.environ.get(name))), None)
    page = f"{(index or _DEFAULT_INDEX).rstrip('/')}/{project}/"
    try:
        links = _Links(page)
        links.feed(_read(page, page).decode())
        address = links.files.get(filename)
        if address is None:
            raise DownloadError.failed(filename, f"{redact(page)} does not list it")
        return _read(address, page)
    except (OSError, ValueError) as error:
        # urllib.error.URLError is an OSError; ValueError is a malformed address.
        raise DownloadError.failed(filename, redact(f"{page}: {error}")) from None


class _Links(HTMLParser):
    """The files a project page links to, by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self.files: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the target of every anchor."""
        target = dict(attrs).get("href")
        if tag == "a" and target:
            address = urldefrag(urljoin(self._page, target)).url
            self.files[unquote(urlsplit(address).path.rpartition("/")[2])] = address


def _read(address: str, page: str) -> bytes:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"}:
        message = f"only http and https are supported, not {parts.scheme}"
        raise ValueError(message)
    credentials = _credentials(address) or (
        _credentials(page) if parts.hostname == urlsplit(page).hostname else None
    )
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    request = urllib.request.Request(bare, headers={"Accept": "text/html, */*;q=0.1"})
    if credentials:
        request.add_unredirected_header("Authorization", f"Basic {credentials}")
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:
        content: bytes = answer.read()
    return content


def _credentials(address: str) -> str | None:
    parts = urlsplit(address)
    if parts.username is None:
        return None
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return base64.b64encode(pair.encode()).decode()
