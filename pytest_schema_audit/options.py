"""Every option and ini key in one table, for reading, for ``--help`` and for the README."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from . import values
from .kinds import ASPECTS
from .values import Reader


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
    :ivar repeated: whether a printed command repeats it, because items could fare otherwise.
    :ivar shown: how such a command spells a value: without what may be secret in it.
    """

    name: str
    metavar: str
    ini: Literal["string", "int", "float", "bool", "paths", "linelist"]
    read: Reader
    help: str
    default: object = None
    repeatable: bool = False
    ini_only: bool = False
    repeated: bool = True
    shown: Callable[[str], str] = str

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
        "folder or file with manifests; repeatable (default: expected/); in the ini file, a name"
        " with a blank stands in quotes",
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
        values.read_command,
        "command of your own tool that applies the migrations, instead of SQL files",
        default="",
        shown=values.shown_command,
    ),
    Option(
        "apply_timeout",
        "SECONDS",
        "float",
        values.read_seconds,
        "how long that command may take (default: 600)",
        ini_only=True,
        default=600.0,
    ),
    Option(
        "server",
        "VALUE",
        "string",
        values.read_server,
        "where PostgreSQL comes from: auto, embedded, docker, postgresql://… (a server to make a"
        " scratch database on) or env:NAME (a variable that holds such a URL) (default: auto)",
        default="auto",
        shown=values.shown_server,
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
        repeated=False,
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
        shown=values.shown_commands,
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
SWITCH_HELP = "audit a PostgreSQL schema against the manifests; without paths, nothing else runs"


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
    ("prove", "", "audit, and prove that the audit can fail: make every kind of drift on a copy of"
     " the database, one test each"),
    ("json-schema", "", "print the JSON Schema of manifests"),
)  # fmt: skip
"""Name, metavar and help of what is done once: options alone, so that no file can bless drift."""


def option_table() -> str:
    """Return the options as a Markdown table, for the README."""
    return "\n".join(("| option | ini key | meaning |", "|---|---|---|", *_table_rows()))


def _table_rows() -> Iterator[str]:
    yield f"| `{SWITCH}` | | {SWITCH_HELP} |"
    for name, metavar, text in ACTIONS:
        yield f"| `{_spelled(f'{SWITCH}-{name}', metavar)}` | | {_escaped(text)} |"
    for option in OPTIONS:
        shown = "" if option.ini_only else f"`{_spelled(option.option, option.metavar)}`"
        yield f"| {shown} | `{option.key}` | {_escaped(option.help)} |"


def _spelled(option: str, metavar: str) -> str:
    return _escaped(f"{option} {metavar}".strip())


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
