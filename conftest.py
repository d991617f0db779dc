"""Fixtures shared by all tests."""

from __future__ import annotations

import sys
from pathlib import Path

# After a run in this process pytester forgets the modules that the run imported, but libyaml's
# compiled part keeps the classes of its first import: so that it is the first for all runs.
import yaml  # noqa: F401

# `pytest` alone, other than `python -m pytest`, does not put this folder on the path.
sys.path.insert(0, str(Path(__file__).parent))

pytest_plugins = [
    "pytester",
    "tests.fix_postgres",
    "tests.fix_servers",
    "tests.fix_live",
    "tests.fix_signals",
]
