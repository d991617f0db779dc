"""The operating system account that a private server runs as.

PostgreSQL refuses to run as root ("root" execution of the PostgreSQL server is not permitted),
and containers of build pipelines are root.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import signal
import stat
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# `nobody` first: where a `postgres` account exists it may own real clusters, and a migration
# is code that runs with the rights of this account.
_UNPRIVILEGED = ("nobody", "postgres")
_NOBODY = 65534
_LINES = 8


@dataclass(frozen=True)
class Account:
    """Who runs the server's processes.

    :param uid: user id of those processes.
    :param gid: group id of those processes.
    :param dropped: whether this process is root and has to become ``uid`` to start them.
    :param listed: whether ``uid`` has an entry in the passwd database, which ``initdb`` needs.
    """

    uid: int
    gid: int
    dropped: bool
    listed: bool

    @classmethod
    def current(cls) -> Account:
        """The account for servers of this process: its own, or an unprivileged one for root."""
        uid = os.geteuid()
        if uid == 0:
            return cls._unprivileged()
        return cls(uid=uid, gid=os.getegid(), dropped=False, listed=_is_listed(uid))

    @classmethod
    def _unprivileged(cls) -> Account:
        for name in _UNPRIVILEGED:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(uid=entry.pw_uid, gid=entry.pw_gid, dropped=True, listed=True)
        return cls(uid=_NOBODY, gid=_NOBODY, dropped=True, listed=_is_listed(_NOBODY))

    def give(self, path: Path) -> None:
        """Make this account the owner of ``path``, where this process is root.

        :raises OSError: the operating system refuses.
        """
        if self.dropped:
            os.chown(path, self.uid, self.gid)

    def enters(self, folder: Path) -> bool:
        """Whether this account may enter ``folder`` and every folder above it.

        :raises OSError: the folder does not exist.
        """
        if not self.dropped:
            return os.access(folder, os.X_OK)
        real = folder.resolve(strict=True)
        return all(path.stat().st_mode & stat.S_IXOTH for path in (real, *real.parents))

    def runs(self, program: Path) -> bool:
        """Whether this account may run ``program``."""
        real = program.resolve()
        allowed = os.access(real, os.X_OK) if not self.dropped else real.stat().st_mode & 0o001
        return bool(allowed) and self.enters(real.parent)

    def spawn(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        output: IO[bytes] | int,
        source: IO[bytes] | int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        """Start ``command`` as this account, in a session of its own.

        A session of its own keeps the terminal's Ctrl-C from reaching the server before us.

        :param command: program and arguments.
        :param environment: the whole environment of the new process.
        :param output: file, or ``subprocess.PIPE``, for standard output and standard error.
        :param source: file for standard input; none by default.
        :raises OSError: the program or the change of account is refused.
        """
        return subprocess.Popen(
            command,
            env=dict(environment),
            stdin=source,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
            umask=0o077,
            user=self.uid if self.dropped else None,
            group=self.gid if self.dropped else None,
            extra_groups=[] if self.dropped else None,
        )


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for ``process``; its exit status and the last lines of its output.

    An interrupted wait ends the process and its children.

    :param process: what :meth:`Account.spawn` started, with ``subprocess.PIPE`` as output.
    """
    try:
        output, _ = process.communicate()
    except BaseException:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    lines = output.decode(errors="replace").splitlines()
    return process.returncode, "\n".join(lines[-_LINES:])


def _is_listed(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
