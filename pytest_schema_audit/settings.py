"""One table of settings; it declares the options and ini keys, reads them, and documents them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from . import values
from .errors import AuditError, UsageError
from .kinds import ASPECTS
from .values import YAML_SUFFIXES, Origin, Reader, Settings


@dataclass(frozen=True, slots=True)
class Option:
    """A setting, as the user can give it.

    :ivar name: field of :class:`Settings`; option and ini key are made from it.
    :ivar metavar: placeholder for the value; empty for a flag.
    :ivar ini: pytest's type of the ini key.
    :ivar read: checks a given value and converts it.
    :ivar help: one sentence for ``--help`` and the README.
    :ivar default: what holds when nobody gives it, converted.
    :ivar repeatable: whether the option may be given several times.
    :ivar ini_only: whether there is no option: what runs commands must be committed.
    """

    name: str
    metavar: str
    ini: Literal["string", "int", "float", "bool", "paths", "linelist"]
    read: Reader
    help: str
    default: object = None
    repeatable: bool = False
    ini_only: bool = False

    @property
    def option(self) -> str:
        """The command line option."""
        return f"--schema-audit-{self.name.replace('_', '-')}"

    @property
    def key(self) -> str:
        """The ini key, also argparse's destination."""
        return f"schema_audit_{self.name}"


OPTIONS = (
    Option(
        "expected",
        "PATH",
        "paths",
        values.read_paths,
        "folder or file with manifests; repeatable (default: expected/)",
        repeatable=True,
    ),
    Option(
        "migrations",
        "PATH",
        "string",
        values.read_path,
        "migrations to apply instead of those the manifest names",
    ),
    Option(
        "layout",
        "NAME",
        "string",
        values.read_layout,
        "how the migrations folder is laid out (default: the manifest's, else told from the files)",
        default="",
    ),
    Option(
        "apply",
        "COMMAND",
        "string",
        values.read_text,
        "command of your own tool that applies the migrations, instead of SQL files",
        default="",
    ),
    Option(
        "server",
        "VALUE",
        "string",
        values.read_server,
        "where PostgreSQL comes from: auto, embedded, docker, postgresql://… (a server to make a"
        " scratch database on) or env:NAME (a variable that holds such a URL) (default: auto)",
        default="auto",
    ),
    Option(
        "postgres",
        "MAJOR",
        "int",
        values.read_major,
        "PostgreSQL major to audit on (default: the manifest's, else the newest known)",
    ),
    Option(
        "image",
        "IMAGE",
        "string",
        values.read_text,
        "Docker image to use (default: the manifest's, else postgres:MAJOR)",
        default="",
    ),
    Option(
        "download",
        "",
        "bool",
        values.read_flag,
        "allow downloading PostgreSQL binaries whose hashes are pinned in this package",
        default=False,
    ),
    Option(
        "aspects",
        "LIST",
        "string",
        values.read_aspects,
        f"aspects audited besides, comma separated: {', '.join(ASPECTS)}; or all",
    ),
    Option(
        "granularity",
        "assertion|table",
        "string",
        values.read_granularity,
        "one test item per expectation, or one per table (default: assertion)",
        default="assertion",
    ),
    Option(
        "report",
        "PATH",
        "string",
        values.read_file_to_write,
        "write a Markdown summary to this file",
    ),
    Option(
        "checks",
        "LINES",
        "linelist",
        values.read_commands,
        "your own commands, a line `name: command` each: every one is a test item, run with"
        " DATABASE_URL and PG* set to the audited database",
        ini_only=True,
        default=(),
    ),
    Option(
        "checks_timeout",
        "SECONDS",
        "float",
        values.read_seconds,
        "how long each of these commands may take (default: 120)",
        ini_only=True,
        default=120.0,
    ),
)
"""Every setting, in the order of ``--help`` and of the README."""

SWITCH = "--schema-audit"
_SWITCH_HELP = "audit a PostgreSQL schema against the manifests; without paths, nothing else runs"


ACTIONS = (
    ("init", "", "write a first manifest that describes what the migrations make, or the database"
     " given with --schema-audit-live"),
    ("init-split", "schema|table", "one file for each schema, or for each table as well"
     " (default: schema)"),
    ("update", "diff|write", "bring the manifest up to date for the items selected: show the edits"
     " as a diff, or write them"),
    ("update-remove", "", "let an update remove entries that describe nothing any more"),
    ("live", "URL", "audit this database, read-only, applying nothing; env:NAME reads the URL from"
     " a variable"),
    ("json-schema", "", "print the JSON Schema of manifests"),
)  # fmt: skip
"""Name, metavar and help of what is done once: options alone, so that no file can bless drift."""


def declare(parser: pytest.Parser) -> None:
    """Declare every option and ini key to pytest."""
    group = parser.getgroup("schema-audit", "PostgreSQL schema audit")
    group.addoption(SWITCH, action="store_true", default=False, help=_SWITCH_HELP)
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
    values = {option.name: _value(config, option) for option in OPTIONS}
    if values["expected"] is None:
        values["expected"] = (_default_expected(config),)
    values["live"] = live_target(config)
    values["root"] = config.rootpath
    return Settings(**values)  # type: ignore[arg-type]  # the table's readers give these types


def is_wanted(config: pytest.Config) -> bool:
    """Say whether the session audits: asked for, needed for an action, or an id of ours given."""
    asked = ("schema_audit", "schema_audit_update", "schema_audit_live")
    return any(map(config.getoption, asked)) or names_manifest(config)


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
        raise UsageError(f"{origin.label}: {error} ({option.help})") from error
    return option.default if raw is None else option.read(raw, origin)


def option_table() -> str:
    """Return the options as a Markdown table, for the README."""
    return "\n".join(("| option | ini key | meaning |", "|---|---|---|", *_table_rows()))


def _table_rows() -> Iterator[str]:
    yield f"| `{SWITCH}` | | {_SWITCH_HELP} |"
    for name, metavar, text in ACTIONS:
        yield f"| `{_spelled(f'{SWITCH}-{name}', metavar)}` | | {_escaped(text)} |"
    for option in OPTIONS:
        shown = "" if option.ini_only else f"`{_spelled(option.option, option.metavar)}`"
        yield f"| {shown} | `{option.key}` | {_escaped(option.help)} |"


def _spelled(option: str, metavar: str) -> str:
    return _escaped(f"{option} {metavar}".strip())


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
