"""How property tests draw: the same examples in every run, others and many more in a deep one."""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Have profiles before hypothesis asks for one; the audit of the reference runs without it."""
    if not config.pluginmanager.hasplugin("hypothesispytest"):
        return
    from hypothesis import settings

    ordinary = settings(deadline=None, derandomize=True, database=None, print_blob=True)
    settings.register_profile("ordinary", ordinary)
    settings.register_profile("deep", ordinary, derandomize=False, max_examples=5000)
    settings.load_profile("ordinary")
