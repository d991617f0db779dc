"""What a server is and how one is asked for: the values every way of having one shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ..majors import KNOWN_MAJORS

OLDEST_MAJOR = KNOWN_MAJORS[0]
NEWEST_MAJOR = KNOWN_MAJORS[-1]


@dataclass(frozen=True)
class ServerRequest:
    """Which server the user wants.

    :param value: ``auto``, ``embedded``, ``docker``, a ``postgresql://`` URL or ``env:NAME``.
    :param major: the PostgreSQL major; without one, the newest known (embedded without
        downloads: the newest known that is at hand).
    :param image: the Docker image, instead of ``postgres:<major>``.
    :param download: whether pinned binaries may be fetched into the cache.
    :param extensions: names of the extensions that the migrations create.
    """

    value: str = "auto"
    major: int | None = None
    image: str | None = None
    download: bool = False
    extensions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server that accepts connections.

    :param kind: which way of having a server this is.
    :param version: ``server_version_num``, for instance 160015.
    :param conninfo: libpq connection string of the maintenance database. It may hold a
        password and is therefore no part of ``repr``; never print it.
    :param description: one line for people, without any secret.
    :param reason: why this kind was chosen, when that was the plugin's choice; may be empty.
    """

    kind: Literal["embedded", "docker", "url"]
    version: int
    conninfo: str = field(repr=False)
    description: str
    reason: str = ""

    @property
    def major(self) -> int:
        """The PostgreSQL major, for instance 16."""
        return self.version // 10000


def version_number(version: str) -> int:
    """``server_version_num`` of a version's text: 16.15 is 160015, 18beta1 is 180000."""
    match = re.match(r"(\d+)(?:\.(\d+))?", version)
    if match is None:
        message = f"not a PostgreSQL version: {version!r}"
        raise ValueError(message)
    return int(match[1]) * 10000 + int(match[2] or 0)
