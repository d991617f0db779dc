"""The entry point: declares the options; everything else is imported when the audit is wanted."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from .imports import no_collections, own_imports

with own_imports():
    from . import settings

if TYPE_CHECKING:
    from .session import AuditSession

_AUDIT: pytest.StashKey[AuditSession] = pytest.StashKey()
_MARKERS = (
    "schema_audit: every item of the schema audit",
    "schema_KIND: items of one kind, as in their names: schema_column, schema_foreign_key, …",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare options and ini keys."""
    settings.declare(parser)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> pytest.ExitCode | None:
    """Do an action that is no test run."""
    if not (config.getoption("schema_audit_init") or config.getoption("schema_audit_json_schema")):
        return None
    with own_imports():
        from .actions import run

        return run(config)


def pytest_configure(config: pytest.Config) -> None:
    """Register the audit of this session, if one is wanted."""
    for line in _MARKERS:
        config.addinivalue_line("markers", line)
    settings.refuse_idle(config)
    if not settings.is_wanted(config):
        return
    imports = ExitStack()
    imports.enter_context(own_imports())
    config.add_cleanup(imports.close)
    with no_collections():
        from .session import AuditSession

        config.stash[_AUDIT] = AuditSession.register(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Release whatever the audit holds, however the session ended."""
    audit = config.stash.get(_AUDIT, None)
    if audit is not None:
        audit.close()
