"""The hooks around items that print, log and leave nothing behind: without those that catch it.

For every phase of every item pytest puts handlers on the root logger and takes them away, and
redirects the output and sets it back; for an item that looks a verdict up, that is half of its
time. ``Node.ihook`` is where pytest's runner takes the hooks from, and a hook without some plugins
is what pytest itself makes for files that a ``conftest.py`` elsewhere does not concern.

What tests of the team's own print, log or leave to a thread can come later, in an item of ours: a
session that has any of them runs as always.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest
    from pluggy import HookCaller, HookRelay

_PHASES = frozenset({"pytest_runtest_setup", "pytest_runtest_call", "pytest_runtest_teardown"})

_CATCHING = frozenset(
    {"capturemanager", "logging-plugin", "threadexception", "unraisableexception"}
)
"""Names of pytest's plugins that catch what a phase prints, logs or leaves behind."""

_SILENT = frozenset(
    {"_pytest", "_hypothesis_pytestplugin", "pytest_cov", "pytest_randomly", "pytest_timeout"}
)
"""Packages whose hooks print nothing for an item without a function. All others may."""


class QuietHooks:
    """The hooks for the items of a file, looked up when they are first called.

    :param hooks: those that pytest has for the file.
    :param config: pytest's plugins and options.
    :param alone: whether these are all the items of the session, once they are collected.
    """

    def __init__(self, hooks: HookRelay, config: pytest.Config, alone: Callable[[], bool]) -> None:
        self._hooks = hooks
        self._config = config
        self._alone = alone

    def __getattr__(self, name: str) -> Any:
        """Return a hook, from then on without a search."""
        hook: HookCaller = getattr(self._hooks, name)
        if name in _PHASES and self._silent:
            hook = self._without_catching(hook, name)
        setattr(self, name, hook)
        return hook

    @cached_property
    def _silent(self) -> bool:
        """Whether nobody prints in any phase: what catches one relies on having caught others."""
        if not self._alone() or _logs_live(self._config):
            return False
        hooks = (getattr(self._hooks, name) for name in _PHASES)
        functions = (one.function for hook in hooks for one in hook.get_hookimpls())
        return all(one.__module__.partition(".")[0] in _SILENT for one in functions)

    def _without_catching(self, hook: HookCaller, name: str) -> HookCaller:
        wanted = [one.plugin for one in hook.get_hookimpls() if one.plugin_name not in _CATCHING]
        every = [one.plugin for one in getattr(self._config.hook, name).get_hookimpls()]
        return self._config.pluginmanager.subset_hook_caller(
            name, [one for one in every if one not in wanted]
        )


def _logs_live(config: pytest.Config) -> bool:
    """Whether log records are shown as they come, each under the name of its phase."""
    if not config.pluginmanager.hasplugin("logging-plugin"):
        return False
    return config.getoption("log_cli_level") is not None or bool(config.getini("log_cli"))
