"""No bytes crash the loader, or cost more than their size explains."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import pytest_schema_audit

SCRIPT = Path(__file__).with_name("fuzz.py")


def peak_memory(count: int, seed: int, folder: Path) -> int:
    """Return the peak memory in MB of a process that loads so many hostile inputs."""
    command = [sys.executable, str(SCRIPT), str(count), str(seed), str(folder)]
    environment = os.environ | {"PYTHONPATH": str(Path(pytest_schema_audit.__file__).parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return int(done.stdout)


def test_mutated_manifests(tmp_path: Path) -> None:
    assert peak_memory(300, 1, tmp_path) < 200


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(4))
def test_many_mutated_manifests(tmp_path: Path, seed: int) -> None:
    assert peak_memory(5000, seed, tmp_path) < 200
