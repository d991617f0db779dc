"""Lower bounds become constraints; a dependency without one cannot be proven."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ci.oldest import constraints


def test_lower_bounds_become_exact_versions() -> None:
    requirements = ["pytest>=9.0", "psycopg[binary] >= 3.2.10", 'tomli>=2; python_version < "3.11"']
    assert list(constraints(requirements)) == ["pytest==9.0", "psycopg==3.2.10", "tomli==2"]


@pytest.mark.parametrize("requirement", ["pytest", "pytest<10", "pytest>=9,<10", "pytest~=9.0"])
def test_anything_but_a_lower_bound_is_refused(requirement: str) -> None:
    with pytest.raises(ValueError, match=r"^no lower bound alone: "):
        list(constraints([requirement]))


def test_reads_the_dependencies_of_this_project() -> None:
    text = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = tomllib.loads(text)["project"]["dependencies"]
    assert len(list(constraints(dependencies))) == len(dependencies)
