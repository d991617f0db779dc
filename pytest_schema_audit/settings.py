"""Declare the options and ini keys to pytest, and read them once into one frozen object."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .errors import AuditError, UsageError
from .options import ACTIONS, OPTIONS, SWITCH, SWITCH_HELP, Option
from .values import YAML_SUFFIXES, Origin, Settings, wrong_type

_URL = "URL"
"""Stands in every text for the connection string of a live database."""

_PROOFS = "prove"
"""Node of the proofs' items."""

_UNPROVABLE = {
    "live": "a live database is never changed, and proofs change a copy of the one audited;"
    " leave out either of them",
    "update": "proofs say something of the audit, and nothing that a manifest could hold;"
    " leave out either of them",
}
"""Option -> why nothing can be proved with it."""

_GOES_WITH = {"update-remove": "update", "init-split": "init"}
"""Option -> the one that it says more of."""


def declare(parser: pytest.Parser) -> None:
    """Declare every option and ini key to pytest."""
    group = parser.getgroup("schema-audit", "PostgreSQL schema audit")
    group.addoption(SWITCH, action="store_true", default=False, help=SWITCH_HELP)
    for name, metavar, text in ACTIONS:
        if metavar:
            group.addoption(f"{SWITCH}-{name}", default=None, metavar=metavar, help=text)
        else:
            group.addoption(f"{SWITCH}-{name}", action="store_true", default=False, help=text)
    for option in OPTIONS:
        parser.addini(option.key, option.help, type=option.ini, default=None)
        if option.ini_only:
            continue
        if not option.metavar:
            group.addoption(option.option, action="store_true", default=None, help=option.help)
            continue
        group.addoption(
            option.option,
            action="append" if option.repeatable else "store",
            default=None,
            metavar=option.metavar,
            help=option.help,
        )


def read(config: pytest.Config) -> Settings:
    """Read all settings; an option wins over its ini key, whatever its value.

    :raises pytest.UsageError: for a wrong value, with the valid ones.
    """
    from .repeated import arguments, stand_ins, typed_options  # only audits print commands

    values = {option.name: _value(config, option) for option in OPTIONS}
    if values["expected"] is None:
        values["expected"] = (_default_expected(config),)
    values["live"] = live_target(config)
    values["prove"] = proofs_wanted(config)
    values["live_shown"] = _shown_live(config)
    values["root"] = config.rootpath
    typed = typed_options(config)
    values["repeated"] = arguments(typed)
    values["stand_ins"] = (*[_URL] * (values["live_shown"] == _URL), *stand_ins(typed))
    return Settings(**values)  # type: ignore[arg-type]  # the table's readers give these types


def is_wanted(config: pytest.Config) -> bool:
    """Say whether the session audits: asked for, needed for an action, or an id of ours given."""
    asked = ("schema_audit", "schema_audit_update", "schema_audit_live", "schema_audit_prove")
    return any(map(config.getoption, asked)) or names_manifest(config)


def refuse_idle(config: pytest.Config) -> None:
    """Refuse what was typed and would do nothing: who typed it believes in an audit.

    :raises pytest.UsageError: with the option that it goes with.
    """
    goes_with = {
        **{one.option: SWITCH for one in OPTIONS if not (one.ini_only or is_wanted(config))},
        **{
            f"{SWITCH}-{name}": f"{SWITCH}-{other}"
            for name, other in _GOES_WITH.items()
            if not config.getoption(f"schema_audit_{other}")
        },
    }
    for arg in map(str, config.invocation_params.args):
        option = arg.partition("=")[0]
        if option in goes_with:
            text = f"{option} does nothing here: it goes with {goes_with[option]}"
            raise pytest.UsageError(text)


def live_target(config: pytest.Config) -> str | None:
    """Return the connection string of the live database; it may hold a password.

    :raises pytest.UsageError: when it is no URL, or a variable that is not set.
    """
    value = config.getoption("schema_audit_live")
    if value is None:
        return None
    from .servers.url import connection_url

    try:
        return connection_url(value, option=f"{SWITCH}-live")
    except AuditError as error:
        raise pytest.UsageError(str(error)) from error


def proofs_wanted(config: pytest.Config) -> tuple[str, ...] | None:
    """Return the kinds of drift to prove: all with the option, else those whose ids are given.

    :raises pytest.UsageError: together with what has no database of its own to change.
    """
    named = [arg.partition(f"::{_PROOFS}")[2] for arg in config.args if f"::{_PROOFS}" in arg]
    if not (config.getoption("schema_audit_prove") or named):
        return None
    for other, reason in _UNPROVABLE.items():
        if config.getoption(f"schema_audit_{other}") is not None:
            raise pytest.UsageError(f"{SWITCH}-prove cannot go with {SWITCH}-{other}: {reason}")
    only = len(named) == len(config.args) and all(named)
    return tuple(name.removeprefix("::prove.") for name in named) if only else ()


def _shown_live(config: pytest.Config) -> str:
    """Spell ``--schema-audit-live`` as it may be printed: the variable, or a word for the rest."""
    value = config.getoption("schema_audit_live") or ""
    return value if value.startswith("env:") or not value else _URL


def names_manifest(config: pytest.Config) -> bool:
    """Say whether a path or id on the command line lies in a manifest: no flag is needed then."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        return False
    named = [arg.partition("::")[0] for arg in config.args]
    files = [Origin(SWITCH, config.invocation_params.dir).absolute(name) for name in named]
    candidates = [file for file in files if file.suffix in YAML_SUFFIXES and file.is_file()]
    if not candidates:
        return False
    expected = read(config).expected
    return any(file.is_relative_to(path) for file in candidates for path in expected)


def in_ci() -> bool:
    """Tell a pipeline: there nobody types, and what is remembered stays there."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _default_expected(config: pytest.Config) -> Path:
    """``expected/`` where pytest was started, else at the root of the project."""
    here = config.invocation_params.dir / "expected"
    return here if here.exists() else config.rootpath / "expected"


def _value(config: pytest.Config, option: Option) -> object:
    try:
        return _given(config, option)
    except UsageError as error:
        raise pytest.UsageError(str(error)) from error


def _given(config: pytest.Config, option: Option) -> object:
    raw = None if option.ini_only else config.getoption(option.key)
    if raw is not None:
        return option.read(raw, Origin(option.option, config.invocation_params.dir))
    file = config.inipath
    folder = file.parent if file else config.invocation_params.dir
    origin = Origin(f"{option.key} in {file.name}" if file else option.key, folder)
    try:
        raw = config.getini(option.key)
    except (TypeError, ValueError, pytest.UsageError) as error:
        raise wrong_type(str(error), option.ini, origin) from error
    return option.default if raw is None else option.read(raw, origin)
