"""Migration tools that were installed for comparisons with `make tools`; tests skip without."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent / "build" / "tools"
"""Where `make tools` installs what is from PyPI and npm."""

MODULES = TOOLS / "node" / "node_modules"

_HERE = Path(__file__).parent / "tools"


def program(name: str) -> str:
    """The path of a tool's program.

    Skips the test where it is not installed.
    """
    folders = (TOOLS / "python" / "bin", MODULES / "@supabase" / "cli-linux-x64" / "bin")
    path = os.pathsep.join([*map(str, folders), os.environ.get("PATH", os.defpath)])
    found = shutil.which(name, path=path)
    if found is None:
        pytest.skip(f"{name} is not installed: make tools")
    return found


def node_script(package: str, script: Path) -> list[str]:
    """Words that run a script with Node.js.

    Skips the test where Node.js or a package it needs is not installed.
    """
    if not (MODULES / package).is_dir():
        pytest.skip(f"{package} is not installed: make tools")
    return [program("node"), str(script)]


def node_pg_migrate() -> list[str]:
    """The words of node-pg-migrate."""
    script = MODULES / "node-pg-migrate" / "bin" / "node-pg-migrate.js"
    return node_script("node-pg-migrate", script)


def prisma_deploy(folder: Path) -> list[str]:
    """Words that do what `prisma migrate deploy` does, with Prisma's own engine.

    :param folder: the folder `migrations`.
    """
    words = node_script("@prisma/schema-engine-wasm", _HERE / "prisma_deploy.mjs")
    return [*words, str(MODULES), str(folder)]
