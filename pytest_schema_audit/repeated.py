"""What was typed on the command line, as a command to paste says it again: nothing of it secret."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import pytest

from .options import OPTIONS, Option
from .values import COMMAND

_OF_PYTEST = {
    "file": ("-c", "--config-file"),
    "rootdir": ("--rootdir",),
    "plugins": ("-p",),
    "ini": ("-o", "--override-ini"),
}
"""Options of pytest's that decide which settings hold here."""

_OURS = ("schema_audit", "pytest_schema_audit.plugin")
"""What ``-p`` may call this plugin, where pytest loads none by itself."""


class Typed(NamedTuple):
    """An option as a command to paste spells it.

    :ivar arguments: what the command says.
    :ivar stand_in: what stands there for a value that may be secret; empty where nothing does.
    """

    arguments: tuple[str, ...]
    stand_in: str = ""


def arguments(options: Iterable[Typed]) -> tuple[str, ...]:
    """Spell options as a command to paste says them. Nothing of the result is secret."""
    return tuple(argument for one in options for argument in one.arguments)


def stand_ins(options: Iterable[Typed]) -> tuple[str, ...]:
    """Name what stands in such a command for values that may be secret."""
    return tuple(dict.fromkeys(one.stand_in for one in options if one.stand_in))


def typed_options(config: pytest.Config, but: Collection[str] = ()) -> tuple[Typed, ...]:
    """Read the options of the command line that a command to paste needs to do the same.

    Those of the ini file hold anyway.

    :param but: names of options that are not needed there.
    """
    return tuple(_typed(config, but))


def _typed(config: pytest.Config, but: Collection[str]) -> Iterator[Typed]:
    wanted = [one for one in OPTIONS if one.repeated and one.name not in but]
    options = [one for one in wanted if not one.ini_only]
    typed = vars(_parsed(config, options))
    yield from (Typed(("-p", name)) for name in typed["plugins"] if name in _OURS)
    yield from (Typed(("-c", file)) for file in typed["file"][-1:])
    yield from (Typed((f"--rootdir={folder}",)) for folder in typed["rootdir"][-1:])
    for option in options:
        for value in typed[option.name][None if option.repeatable else -1 :]:
            shown = option.shown(value)
            spelled = f"{option.option}={shown}" if option.metavar else option.option
            yield Typed((spelled,), _stand_in(value, shown))
    keys = {option.key: option for option in wanted}
    for key, value in dict(_pair(text) for text in typed["ini"]).items():
        if key in keys:
            shown = keys[key].shown(value)
            yield Typed(("-o", f"{key}={shown}"), _stand_in(value, shown))


def _pair(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key, value


def _stand_in(value: str, shown: str) -> str:
    if shown == value:
        return ""
    return COMMAND if shown.endswith(COMMAND) else shown


def _parsed(config: pytest.Config, wanted: Collection[Option]) -> Namespace:
    """Read what was typed for some options, and not what ``addopts`` or an ini file says."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    for name, spellings in _OF_PYTEST.items():
        parser.add_argument(*spellings, dest=name, action="append", default=[])
    for option in wanted:
        action = "append" if option.metavar else "append_const"
        more: dict[str, Any] = {} if option.metavar else {"const": ""}
        parser.add_argument(option.option, dest=option.name, action=action, default=[], **more)
    found, _ = parser.parse_known_args(list(map(os.fspath, config.invocation_params.args)))
    return found
