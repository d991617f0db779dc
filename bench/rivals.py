"""What people compare two schemas with otherwise, on two databases that are alike."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.floor import Machine

DATABASES = ("expected_side", "actual_side")

_MIGRA = ("migra", "psycopg2-binary", "sqlalchemy<2.1", "setuptools<81")
"""What migra needs: it still imports `pkg_resources`, and names no driver in its URLs."""

_PG_DELTA = "@supabase/pg-delta@1.0.0-alpha.34"


@dataclass(frozen=True)
class Rival:
    """One tool, ready to run.

    :param name: its column in the table of results.
    :param commands: what it takes to compare; `{0}` and `{1}` stand for the databases' URLs,
        `{output}` for a folder. A status other than 0 is a failure.
    :param missing: why it cannot be run here; empty when it can.
    """

    name: str
    commands: tuple[tuple[str, ...], ...] = ()
    missing: str = ""


class RivalError(Exception):
    """A tool did not find two databases alike that are."""


def rivals(folder: Path, machine: Machine) -> tuple[Rival, ...]:
    """Install what can be installed, each in a folder of its own.

    :param folder: where; kept for the next run.
    """
    return (_pg_dump(machine), _migra(folder / "migra"), _pg_delta(folder / "pg-delta"))


def seconds(rival: Rival, socket: Path, output: Path, machine: Machine) -> float:
    """Compare the two databases once.

    :param socket: folder of the server's socket.
    :param output: where files may be written.
    :returns: wall time.
    :raises RivalError: the tool failed, or found a difference.
    """
    urls = [f"postgresql://postgres@localhost/{name}?host={socket}" for name in DATABASES]
    start = time.perf_counter()
    for command in rival.commands:
        words = [word.format(*urls, output=output) for word in command]
        done = subprocess.run(words, env=machine.environment(), capture_output=True, check=False)
        if done.returncode:
            end = (done.stdout + done.stderr).decode(errors="replace")[-1000:]
            raise RivalError(f"{rival.name}: exit status {done.returncode}: {words}\n{end}")
    return time.perf_counter() - start


def pgtap(psql: str, script: Path, output: Path) -> Rival:
    """Run assertions as `pg_prove` does; a line `not ok` is a failure.

    :param psql: the program.
    :param script: made by `bench.pgtap`; its database has pgTAP.
    :param output: receives what it prints.
    """
    quiet = ("--no-psqlrc", "--quiet", "--tuples-only", f"--output={output}")
    run = (psql, *quiet, "--file", str(script), "{1}")
    return Rival("pgTAP", (run, ("sh", "-c", f"! grep -m 3 '^ *not ok' '{output}'")))


def _pg_dump(machine: Machine) -> Rival:
    program = machine.program("pg_dump")
    if program is None or shutil.which("diff") is None:
        return Rival("pg_dump+diff", missing="no pg_dump here")
    files = [f"{{output}}/{number}.sql" for number in range(2)]
    dumps = [(program, "-s", f"--file={file}", f"{{{n}}}") for n, file in enumerate(files)]
    # Newer programs write a random word into each dump, which is no difference.
    words = ("--ignore-matching-lines=^.\\(un\\)\\?restrict ",)
    return Rival("pg_dump+diff", (*dumps, ("diff", *words, *files)))


def _migra(folder: Path) -> Rival:
    program = folder / "bin" / "migra"
    if not program.exists():
        venv.create(folder, with_pip=True, clear=True)
        problem = _problem([str(folder / "bin" / "pip"), "install", "--quiet", *_MIGRA])
        if problem:
            return Rival("migra", missing=problem)
    return Rival("migra", ((str(program), "{0}", "{1}"),))


def _pg_delta(folder: Path) -> Rival:
    program = folder / "node_modules" / ".bin" / "pgdelta"
    if not program.exists():
        if shutil.which("npm") is None:
            return Rival("pg-delta", missing="no npm here")
        folder.mkdir(parents=True, exist_ok=True)
        problem = _problem(["npm", "install", "--silent", "--prefix", str(folder), _PG_DELTA])
        if problem:
            return Rival("pg-delta", missing=problem)
    return Rival("pg-delta", ((str(program), "diff", "--source", "{0}", "--desired", "{1}"),))


def _problem(command: Sequence[str]) -> str:
    """Run an installer; say in a line what it could not do."""
    print(f"bench: {' '.join(command)}", file=sys.stderr)
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)
    lines = (done.stderr or done.stdout).strip().splitlines()
    return f"cannot be installed: {lines[-1] if lines else done.returncode}" * bool(done.returncode)
