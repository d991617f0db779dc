"""Fixtures shared by all tests."""

from __future__ import annotations

import sys
from pathlib import Path

# `pytest` alone, other than `python -m pytest`, does not put this folder on the path.
sys.path.insert(0, str(Path(__file__).parent))

pytest_plugins = ["pytester", "tests.fix_postgres", "tests.fix_servers"]
