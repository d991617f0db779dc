"""Wall time and peak memory of one command."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SPAWN = Path(__file__).with_name("spawn.py")


@dataclass(frozen=True)
class Run:
    """What one command took.

    :param seconds: wall time from its start to its end.
    :param peak: its largest resident set, in KiB.
    """

    seconds: float
    peak: int


class CommandError(Exception):
    """A command that should have succeeded did not."""


def run(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end.

    :param cwd: where it runs.
    :param environment: variables over those of this process.
    :raises CommandError: its exit status is not 0; the text has the end of its output.
    """
    with tempfile.NamedTemporaryFile() as report:
        done = subprocess.run(
            [sys.executable, "-S", str(SPAWN), report.name, *command],
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            end = done.stdout.decode(errors="replace")[-4000:]
            raise CommandError(f"exit status {done.returncode}: {' '.join(command)}\n{end}")
        seconds, peak = Path(report.name).read_text(encoding="ascii").split()
    return Run(float(seconds), int(peak))
