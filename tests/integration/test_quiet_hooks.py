"""Items print nothing, so nothing catches their output: nobody can tell, and other plugins may print."""

from __future__ import annotations

import re

import pytest

from .conftest import Project

CHANGE = "ALTER TABLE invoice ALTER total TYPE double precision;"

PHASES = """\
import pytest

@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item): return (yield)
@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item): return (yield)
@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item): return (yield)
"""
"""Hooks of somebody who may print: with them pytest catches what they do."""

PRINTING = """\
import logging

def pytest_runtest_setup(item):
    print("printed before", item.name)

def pytest_runtest_teardown(item):
    logging.getLogger("theirs").warning("logged behind %s", item.name)
"""

OWN_TESTS = """\
import logging
import warnings

import pytest

@pytest.fixture(scope="module", autouse=True)
def around():
    print("printed when it begins")
    yield
    print("printed when it ends")

def test_passes():
    print("printed in a test")

def test_fails():
    logging.getLogger("mine").warning("logged in a test")
    assert False
"""


def told(text: str) -> list[str]:
    """The lines of a run without what differs from run to run."""
    text = re.sub(r"\d+\.\d+s|\d+\.\d+ ms", "TIME", text)
    text = re.sub(r"^schema audit: .* …\n", "", text, flags=re.MULTILINE)
    return [
        line
        for line in text.splitlines()
        if not line.startswith(("rootdir", "plugins", "configfile"))
    ]


@pytest.mark.parametrize(
    "options",
    [
        ("-v",),
        ("-rA", "-vv"),
        ("--setup-show",),
        ("--setup-only",),
        ("-s",),
        ("--capture=no", "-o", "log_cli=1"),
        ("-x",),
        ("-k", "invoice", "-p", "no:logging"),
        ("--schema-audit-granularity=table", "-rA"),
    ],
    ids=" ".join,
)
def test_a_run_looks_the_same(project: Project, options: tuple[str, ...]) -> None:
    project.migrate(CHANGE)
    quiet, cases = project.junit(*options)
    project.write("expected/conftest.py", PHASES)
    full, full_cases = project.junit(*options)
    assert cases == full_cases
    assert quiet.ret == full.ret
    assert told(quiet.stdout.str()) == told(full.stdout.str())
    assert quiet.stderr.str() == full.stderr.str()


@pytest.mark.parametrize("phase", ["setup", "call", "teardown"])
def test_others_may_print_in_one_phase(project: Project, phase: str) -> None:
    project.write("conftest.py", f"def pytest_runtest_{phase}(item):\n    print('printed')\n")
    result = project.audit()
    result.assert_outcomes(passed=63)
    assert "printed" not in result.stdout.str()


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
def test_others_may_print(project: Project, options: tuple[str, ...]) -> None:
    project.migrate(CHANGE)
    project.write("conftest.py", PRINTING)
    result = project.audit(*options)
    # Shown beside the item that fails; pytest shows nothing of what is behind it.
    assert result.stdout.str().count("printed before") == 1
    assert "printed before column.total" in result.stdout.str()
    assert "logged behind" not in result.stdout.str() + result.stderr.str()
    result.assert_outcomes(passed=63, failed=1)


def test_beside_tests_that_print(project: Project) -> None:
    project.migrate(CHANGE)
    project.write("test_a_first.py", OWN_TESTS)
    project.write("expected/test_beside.py", OWN_TESTS)
    project.write("test_z_last.py", OWN_TESTS)
    result = project.audit("test_a_first.py", "expected", "test_z_last.py")
    result.assert_outcomes(passed=66, failed=4)
    lines = result.stdout.str()
    assert lines.count("py:16 logged in a test") == 3
    assert lines.count("printed when it ends") == 3
    assert lines.count("printed in a test") == 0


def test_what_own_tests_leave_to_the_end(project: Project) -> None:
    project.write(
        "conftest.py",
        "import pytest\n\n@pytest.fixture(scope='session', autouse=True)\ndef around():\n"
        "    yield\n    print('printed at the end')\n    assert 0\n",
    )
    project.write("test_a.py", "def test_one(): pass\n")
    result = project.audit("test_a.py", "expected")
    result.assert_outcomes(passed=64, errors=1)
    result.stdout.fnmatch_lines(["*Captured stdout teardown*", "printed at the end"])


@pytest.mark.parametrize("options", [("--log-cli-level=INFO",), ("-o", "log_cli=1")])
def test_live_logs_are_named_by_their_phase(project: Project, options: tuple[str, ...]) -> None:
    project.write(
        "conftest.py",
        "import logging\n\ndef pytest_runtest_makereport(item, call):\n"
        "    logging.getLogger('theirs').warning('made %s', call.when)\n",
    )
    result = project.audit("-k", "column.total", *options)
    for phase in ("setup", "call", "teardown"):
        result.stdout.fnmatch_lines([f"*live log {phase}*", f"WARNING*made {phase}"])


def test_an_item_that_is_skipped_by_a_marker(project: Project) -> None:
    project.write(
        "conftest.py",
        "import pytest\n\ndef pytest_collection_modifyitems(items):\n"
        "    items[0].add_marker(pytest.mark.skip(reason='not today'))\n"
        "    items[1].add_marker(pytest.mark.xfail(reason='soon', strict=False))\n",
    )
    result = project.audit("-rsX")
    result.assert_outcomes(passed=61, skipped=1, xpassed=1)
    result.stdout.fnmatch_lines(["SKIPPED*not today", "XPASS*soon*"])


def test_commands_of_the_team_are_caught(project: Project) -> None:
    ini = (project.path / "pytest.ini").read_text()
    project.write("pytest.ini", f"{ini}schema_audit_checks =\n    loud: echo printed; exit 1\n")
    result = project.audit("-k", "check.loud")
    result.assert_outcomes(failed=1)
    assert result.stdout.str().count("printed\n") == 1
