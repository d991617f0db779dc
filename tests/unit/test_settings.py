"""Options and ini keys, read without running anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.kinds import ASPECTS
from pytest_schema_audit.options import OPTIONS, Option, option_table
from pytest_schema_audit.servers import KNOWN_MAJORS
from pytest_schema_audit.settings import read
from pytest_schema_audit.values import Command, Settings, shown_server

WITH_OPTION = [option for option in OPTIONS if not option.ini_only]

SAMPLES: dict[str, tuple[str, object]] = {
    "expected": ("schemas", None),
    "migrations": ("sql", None),
    "layout": ("prisma", "prisma"),
    "apply": ("make migrate", "make migrate"),
    "apply_timeout": ("90", 90.0),
    "server": ("embedded", "embedded"),
    "postgres": ("15", 15),
    "image": ("pgvector/pgvector:pg16", "pgvector/pgvector:pg16"),
    "download": ("true", True),
    "aspects": ("column-order,comments", ("column-order", "comments")),
    "granularity": ("table", "table"),
    "report": ("out.md", None),
    "checks": ("lint: make lint", (Command("lint", "make lint"),)),
    "checks_timeout": ("1.5", 1.5),
}
"""A valid value of each setting and what becomes of it; ``None`` for a path."""


def wanted(name: str, base: Path) -> object:
    text, value = SAMPLES[name]
    if value is not None:
        return value
    path = base / text
    return (path,) if name == "expected" else path


def given(pytester: pytest.Pytester, *args: str) -> Settings:
    return read(pytester.parseconfigure("--schema-audit", *args))


def test_defaults(pytester: pytest.Pytester) -> None:
    assert given(pytester) == Settings(
        expected=(pytester.path / "expected",),
        migrations=None,
        layout="",
        apply="",
        apply_timeout=600.0,
        server="auto",
        postgres=None,
        image="",
        download=False,
        aspects=None,
        granularity="assertion",
        report=None,
        checks=(),
        checks_timeout=120.0,
        root=pytester.path,
    )


@pytest.mark.parametrize("option", WITH_OPTION, ids=lambda option: option.name)
def test_on_the_command_line(pytester: pytest.Pytester, option: Option) -> None:
    args = [option.option, SAMPLES[option.name][0]] if option.metavar else [option.option]
    assert getattr(given(pytester, *args), option.name) == wanted(option.name, pytester.path)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_in_the_ini_file(pytester: pytest.Pytester, option: Option) -> None:
    pytester.makeini(f"[pytest]\n{option.key} = {SAMPLES[option.name][0]}\n")
    assert getattr(given(pytester), option.name) == wanted(option.name, pytester.path)


def test_in_typed_toml(pytester: pytest.Pytester) -> None:
    pytester.makepyprojecttoml(
        """
        [tool.pytest]
        schema_audit_expected = ["schemas"]
        schema_audit_postgres = 16
        schema_audit_download = true
        schema_audit_checks = ["lint: make lint"]
        schema_audit_checks_timeout = 3
        """
    )
    settings = given(pytester)
    assert settings.expected == (pytester.path / "schemas",)
    assert (settings.postgres, settings.download, settings.checks_timeout) == (16, True, 3.0)
    assert settings.checks == (Command("lint", "make lint"),)


def test_false_in_the_ini_file_is_false(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nschema_audit_download = false\n")
    assert given(pytester).download is False


def test_the_command_line_wins_even_when_empty(pytester: pytest.Pytester) -> None:
    pytester.makeini(
        "[pytest]\nschema_audit_image = a\nschema_audit_aspects = comments\n"
        "schema_audit_migrations = sql\nschema_audit_postgres = 14\nschema_audit_layout = prisma\n"
    )
    options = ("image", "aspects", "migrations", "postgres", "layout")
    settings = given(pytester, *(f"--schema-audit-{option}=" for option in options))
    assert (settings.image, settings.aspects, settings.layout) == ("", (), "")
    assert (settings.migrations, settings.postgres) == (None, None)


def test_repeated_and_all(pytester: pytest.Pytester) -> None:
    option = "--schema-audit-expected"
    settings = given(pytester, option, "a", option, "b", "--schema-audit-aspects", "all")
    assert settings.expected == (pytester.path / "a", pytester.path / "b")
    assert settings.aspects == ASPECTS


def test_ini_paths_are_relative_to_the_ini_file(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makeini("[pytest]\nschema_audit_migrations = sql\n")
    below = pytester.mkdir("below")
    monkeypatch.chdir(below)
    assert given(pytester).migrations == pytester.path / "sql"
    assert given(pytester, "--schema-audit-migrations", "sql").migrations == below / "sql"


def test_a_flag_does_not_swallow_the_path_after_it(pytester: pytest.Pytester) -> None:
    config = pytester.parseconfig("--schema-audit", "tests/a.py", "--schema-audit-download", "b")
    assert config.args == ["tests/a.py", "b"]


MAJORS = " | ".join(map(str, KNOWN_MAJORS))


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (
            ("--schema-audit-server", "dokcer"),
            "--schema-audit-server: 'dokcer' is not valid; "
            "use auto | embedded | docker | postgresql://… | env:NAME",
        ),
        (
            ("--schema-audit-server", "mysql://user:secret@host/db"),
            "--schema-audit-server: 'mysql://…' is not valid; "
            "use auto | embedded | docker | postgresql://… | env:NAME",
        ),
        (
            ("--schema-audit-postgres", "9.6"),
            f"--schema-audit-postgres: '9.6' is not valid; use a PostgreSQL major: {MAJORS}",
        ),
        (
            ("--schema-audit-aspects", "column-order,comment"),
            "--schema-audit-aspects: 'comment' is not valid; "
            "use comments | column-order | owners | privileges | storage | statistics | versions | all "
            "(did you mean comments?)",
        ),
        (
            ("--schema-audit-granularity", "file"),
            "--schema-audit-granularity: 'file' is not valid; use assertion | table",
        ),
        (
            ("--schema-audit-report", "."),
            "--schema-audit-report: '.' is not valid; "
            "use the path of a file to write: this is a folder",
        ),
        (
            ("--schema-audit-expected", ""),
            "--schema-audit-expected: '' is not valid; use the path of a folder or of a YAML file",
        ),
        (
            ("--schema-audit-apply", ""),
            "--schema-audit-apply: '' is not valid; use the command that applies the migrations",
        ),
    ],
)
def test_wrong_on_the_command_line(
    pytester: pytest.Pytester, args: tuple[str, ...], text: str
) -> None:
    with pytest.raises(pytest.UsageError) as error:
        given(pytester, *args)
    assert str(error.value) == text


def test_wrong_layout(pytester: pytest.Pytester) -> None:
    with pytest.raises(pytest.UsageError, match=r"'prism' is not valid; use .*mean prisma\?"):
        given(pytester, "--schema-audit-layout", "prism")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("schema_audit_granularity = x", "'x' is not valid; use assertion | table"),
        ("schema_audit_postgres = new", f"'new' is not valid; use a number: {MAJORS}"),
        ("schema_audit_postgres =", f"'' is not valid; use a number: {MAJORS}"),
        ("schema_audit_download = maybe", "'maybe' is not valid; use true | false"),
        (
            "schema_audit_checks = lint",
            "'lint' is not valid; use lines of the form `name: command`, the name without spaces",
        ),
        (
            "schema_audit_checks =\n  a: b\n  a: c",
            "'a' is not valid; use each name once: it is already taken by another command",
        ),
        ("schema_audit_checks_timeout = 0", "0.0 is not valid; use a number of seconds above 0"),
        ("schema_audit_apply_timeout = abc", "'abc' is not valid; use a number of seconds above 0"),
        ("schema_audit_expected =", "'' is not valid; use the path of a folder or of a YAML file"),
    ],
)
def test_wrong_in_the_ini_file(pytester: pytest.Pytester, line: str, text: str) -> None:
    pytester.makeini(f"[pytest]\n{line}\n")
    key = line.partition(" ")[0]
    with pytest.raises(pytest.UsageError) as error:
        given(pytester)
    assert str(error.value) == f"{key} in tox.ini: {text}"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('schema_audit_postgres = "16"', f"'16' is not valid; use a number: {MAJORS}"),
        ('schema_audit_download = "yes"', "'yes' is not valid; use true | false"),
        ("schema_audit_apply_timeout = true", "True is not valid; use a number of seconds above 0"),
        ('schema_audit_checks = "a: b"', "'a: b' is not valid; use a list of lines"),
        ('schema_audit_expected = "schemas"', "'schemas' is not valid; use a list of paths"),
        (
            'schema_audit_server = ["postgresql://app:secret@db/app"]',
            "['postgresql://app:***@db/app'] is not valid; use one text",
        ),
    ],
)
def test_wrong_in_typed_toml(pytester: pytest.Pytester, line: str, text: str) -> None:
    pytester.makepyprojecttoml(f"[tool.pytest]\n{line}\n")
    key = line.partition(" ")[0]
    with pytest.raises(pytest.UsageError) as error:
        given(pytester)
    assert str(error.value) == f"{key} in pyproject.toml: {text}"


def test_commands_are_ini_only(pytester: pytest.Pytester) -> None:
    with pytest.raises(pytest.UsageError, match="unrecognized arguments"):
        pytester.parseconfig("--schema-audit-checks", "x: true")


def test_no_password_in_the_repr(pytester: pytest.Pytester) -> None:
    url = "postgresql://user:secret@host/db"
    assert "secret" not in repr(given(pytester, "--schema-audit-server", url))


def test_the_table_for_the_readme() -> None:
    lines = option_table().splitlines()
    assert lines[0] == "| option | ini key | meaning |"
    for option in OPTIONS:
        assert sum(f"| `{option.key}` |" in line for line in lines) == 1
    assert (
        "| `--schema-audit-postgres MAJOR` | `schema_audit_postgres` | PostgreSQL major to audit on"
        " (default: the manifest's, else the newest known) |"
    ) in lines
    assert (
        "| `--schema-audit-granularity assertion\\|table` | `schema_audit_granularity` |"
        " one test item per expectation, or one per table (default: assertion) |"
    ) in lines
    (timeout,) = [line for line in lines if "checks_timeout`" in line]
    assert timeout.startswith("|  | `schema_audit_checks_timeout` |")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("postgresql://user:secret@host/db", "postgresql://…"),
        ("env:DATABASE_URL", "env:DATABASE_URL"),
        ("auto", "auto"),
    ],
)
def test_no_password_where_the_server_is_named(value: str, shown: str) -> None:
    assert shown_server(value) == shown


@pytest.mark.parametrize(
    ("typed", "repeated"),
    [
        ("", ()),
        ("--schema-audit -q -k x a.yaml::t::table --schema-audit-report=r.md", ()),
        (
            "--schema-audit-aspects owners --schema-audit-aspects=all --schema-audit-download",
            ("--schema-audit-download", "--schema-audit-aspects=all"),
        ),
        (
            "--schema-audit-expected=b --schema-audit-expected a",
            ("--schema-audit-expected=b", "--schema-audit-expected=a"),
        ),
        ("--schema-audit-server=env:URL", ("--schema-audit-server=env:URL",)),
        (
            "--schema-audit-server=postgresql://u:secret@host/db --schema-audit-apply=secret",
            ("--schema-audit-apply=COMMAND", "--schema-audit-server=postgresql://…"),
        ),
        ("--schema-audit-granularity=table", ("--schema-audit-granularity=table",)),
        (
            "-o schema_audit_layout=plain -o schema_audit_layout=tern -o junit_family=xunit1"
            " --override-ini=schema_audit_report=r.md -p no:cacheprovider",
            ("-o", "schema_audit_layout=tern"),
        ),
        (
            "-o schema_audit_apply=secret --override-ini schema_audit_server=postgresql://u:p@h/d",
            (
                *("-o", "schema_audit_apply=COMMAND"),
                *("-o", "schema_audit_server=postgresql://…"),
            ),
        ),
        (
            "-o schema_audit_checks=lint:secret -o schema_audit_checks_timeout=5",
            ("-o", "schema_audit_checks=lint: COMMAND", "-o", "schema_audit_checks_timeout=5"),
        ),
        ("-c tox.ini --rootdir=.", ("-c", "tox.ini", "--rootdir=.")),
        ("-ctox.ini -p no:schema", ("-c", "tox.ini")),
        ("--config-file=tox.ini", ("-c", "tox.ini")),
    ],
)
def test_what_a_command_to_paste_repeats(
    pytester: pytest.Pytester, typed: str, repeated: tuple[str, ...]
) -> None:
    pytester.makeini("[pytest]\naddopts = --schema-audit-postgres=16\n")
    assert given(pytester, *typed.split()).repeated == repeated


@pytest.mark.parametrize(
    ("typed", "stand_ins"),
    [
        ("--schema-audit-server=env:URL --schema-audit-layout=plain", ()),
        (
            "--schema-audit-apply=secret -o schema_audit_apply=another"
            " -o schema_audit_server=postgresql://u:p@h/d",
            ("COMMAND", "postgresql://…"),
        ),
        ("-o schema_audit_checks=lint:secret", ("COMMAND",)),
        ("--schema-audit-live=postgresql://u:p@h/d", ("URL",)),
        ("--schema-audit-live=env:HOME_DATABASE", ()),
    ],
)
def test_what_stands_there_for_what_may_be_secret(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    stand_ins: tuple[str, ...],
) -> None:
    monkeypatch.setenv("HOME_DATABASE", "postgresql://u:p@h/d")
    assert given(pytester, *typed.split()).stand_ins == stand_ins


@pytest.mark.parametrize("name", ["schema_audit", "pytest_schema_audit.plugin"])
def test_the_plugin_itself_is_repeated(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    assert given(pytester, "-p", name).repeated == ("-p", name)
