"""The documentation does what it says: its examples are run, its tables come from the code.

The info string of a code block says what it is:

* `file=PATH`: a file of the document's example project, written before what follows is run;
* `patch=PATH`: a change of such a file, lines as in a diff;
* `run`: a command behind `$` and what it prints, `from=WORD`: from the first line with that word,
  `until=WORD`: up to the next one with that word;
* `made=PATH`: a file as the command before left it;
* `changed=PATH`: what the command before changed in a file, lines as in a diff;
* `deploy=PATH`: migrations, applied to a live database at whose URL `$PRODUCTION_URL` points;
* `live`: SQL, executed on that database;
* `pipeline`: a file for another tool, parsed where it is YAML;
* `parts`: the modules of the package.

Between `<!-- generated: NAME -->` and `<!-- end -->` stands what :data:`GENERATED` makes.
`SCHEMA_AUDIT_WRITE_README=1 pytest tests/integration/test_readme.py` writes outputs and generated
parts anew, to be reviewed as a diff. Such a run always fails.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import dropwhile, takewhile
from pathlib import Path

import psycopg
import pytest
import yaml
from psycopg.conninfo import conninfo_to_dict

from pytest_schema_audit.commands import database_url
from pytest_schema_audit.database import scratch_database
from pytest_schema_audit.migrations import apply, discover
from pytest_schema_audit.options import ACTIONS, OPTIONS, SWITCH
from pytest_schema_audit.servers import ServerRequest, provide
from tests.documented import GENERATED

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
WRITE = "SCHEMA_AUDIT_WRITE_README"
LIVE_MAJOR = 16
LIVE_URL = "PRODUCTION_URL"
UNRUN = {"text", "sh", "groovy"}
"""Languages of blocks that need not be run: what has to be installed, what others execute."""

_BLOCK = re.compile(r"^```(?P<info>[^`\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_GENERATED = re.compile(r"(?<=<!-- generated: )(\w+) -->\n.*?(?=<!-- end -->)", re.DOTALL)
_LIVE = re.compile(r"live database \S+ on \S+")
_PROGRAMS = {"pytest": ["-m", "pytest"], "python": []}
_OF_MACHINE = ("platform ", "rootdir: ", "configfile: ", "plugins: ", "cachedir: ")
_VARYING = (
    # Said of a phase that takes long, as on a machine that does much else.
    (re.compile(r"^schema audit: .* …\n", re.MULTILINE), ""),
    (re.compile(r"^=+ (.*) =+$", re.MULTILINE), r"= \1 ="),
    (re.compile(r"\bin [\d.]+s\b"), "in 0s"),
    (re.compile(r"(PostgreSQL \d+)\.\d+"), r"\1.x"),
    (re.compile(r"embedded \(.*\)"), "embedded"),
    (re.compile(r"\| \d+ \|$", re.MULTILINE), "| ms |"),
)

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


@dataclass(frozen=True)
class Block:
    """A code block: its info string, its text, and where that begins in the document."""

    language: str
    attributes: dict[str, str]
    text: str
    start: int


def blocks(document: Path) -> Iterator[Block]:
    for match in _BLOCK.finditer(document.read_text()):
        language, *words = match["info"].split() or [""]
        attributes = {key: value for key, _, value in (word.partition("=") for word in words)}
        yield Block(language, attributes, match["text"], match.start("text"))


# --- examples are run


@dataclass
class Project:
    """The example project of a document, as far as it has been read.

    :ivar folder: where its files are.
    :ivar live: connection string of the live database, if the document has one.
    """

    folder: Path
    live: str = ""
    _before: dict[Path, str] = field(default_factory=dict)

    def perform(self, block: Block) -> str | None:
        """Do what a block says; return the text it should have, if there is one."""
        (action, value), *rest = block.attributes.items()
        if action == "file":
            self._write(value, block.text)
        elif action == "patch":
            patch(self.folder / value, block.text.splitlines(keepends=True))
        elif action == "deploy":
            apply(self.live, discover(self.folder / value))
        elif action == "live":
            with psycopg.connect(self.live, autocommit=True) as connection:
                connection.execute(block.text.encode())
        elif action in {"run", "made", "changed"}:
            return self._shown(action, value, block, dict(rest))
        return None

    def _shown(self, action: str, value: str, block: Block, more: dict[str, str]) -> str:
        if action == "made":
            return (self.folder / value).read_text()
        if action == "changed":
            return self._change_of(self.folder / value)
        self._before = {path: path.read_text() for path in self.folder.glob("**/*.yaml")}
        prompt = block.text.partition("\n")[0]
        output = part(run(prompt.removeprefix("$ "), self), **more)
        return f"{prompt}\n{output}"

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def _change_of(self, path: Path) -> str:
        old = self._before[path].splitlines(keepends=True)
        new = path.read_text().splitlines(keepends=True)
        headings = ("---", "+++", "@@")
        lines = unified_diff(old, new, n=1)
        return "".join(line for line in lines if not line.startswith(headings))


@contextmanager
def project_of(document: Path, folder: Path) -> Iterator[Project]:
    """Have the example project of a document, with a live database if it speaks of one."""
    folder.mkdir()
    if not any({"deploy", "live"} & block.attributes.keys() for block in blocks(document)):
        yield Project(folder)
        return
    request = ServerRequest("embedded", major=LIVE_MAJOR, download=True)
    with provide(request) as server, scratch_database(server) as conninfo:
        yield Project(folder, conninfo)


def patch(path: Path, hunk: list[str]) -> None:
    before, after = ("".join(line[1:] for line in hunk if line[0] in f" {sign}") for sign in "-+")
    text = path.read_text()
    assert text.count(before) == 1, f"{path.name} does not hold once\n{before}"
    path.write_text(text.replace(before, after))


def part(output: str, **bounds: str) -> str:
    """The lines of an output from the first with one word up to the next with another."""
    lines = iter(output.splitlines(keepends=True))
    shown = list(dropwhile(lambda line: bounds.get("from", "") not in line, lines))
    assert shown, f"no line with {bounds.get('from')!r} in\n{output}"
    if "until" in bounds:
        rest = takewhile(lambda line: bounds["until"] not in line, shown[1:])
        return "".join([*shown[:1], *rest]).rstrip("\n") + "\n"
    return "".join(shown)


def run(command: str, project: Project) -> str:
    """What a command prints on a terminal of 80 columns, without its lines about the machine.

    The live database has an address of the test's own; another one is shown.
    """
    program, *arguments = shlex.split(command)
    kept = {k: v for k, v in os.environ.items() if not re.match(r"(CI$|BUILD_|GITHUB|PY)", k)}
    own = {
        "COLUMNS": "80",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_PLUGINS": "pytest_schema_audit.plugin",
        "PYTHONPATH": str(ROOT),
    }
    if project.live:
        parameters = conninfo_to_dict(project.live)
        own[LIVE_URL] = database_url({key: str(value) for key, value in parameters.items()})
    process = [sys.executable, *_PROGRAMS[program], *arguments]
    done = subprocess.run(
        process, cwd=project.folder, env={**kept, **own}, capture_output=True, text=True
    )
    output = _LIVE.sub("live database shop on db.example.com:5432", done.stdout + done.stderr)
    lines = output.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_OF_MACHINE))


def constant(text: str) -> str:
    """An output without what differs from run to run and from machine to machine."""
    for pattern, replacement in _VARYING:
        text = pattern.sub(replacement, text)
    return text


@every_document
def test_examples_print_what_is_shown(document: Path, tmp_path: Path) -> None:
    wrong = []
    with project_of(document, tmp_path / "shop") as project:
        for block in blocks(document):
            actual = project.perform(block) if block.attributes else None
            if actual is not None and constant(actual) != constant(block.text):
                wrong.append((block, actual))
    if os.environ.get(WRITE):
        text = document.read_text()
        for block, actual in reversed(wrong):
            text = text[: block.start] + actual + text[block.start + len(block.text) :]
        written_anew(document, text)
    for block, actual in wrong:
        assert constant(actual) == constant(block.text)


@every_document
def test_what_is_pasted_was_printed(document: Path) -> None:
    printed = ""
    for block in blocks(document):
        prompt = block.text.partition("\n")[0].removeprefix("$ ")
        if "run" in block.attributes and "::" in prompt:
            assert f"  {prompt}\n" in printed
        printed += block.text if "run" in block.attributes else ""


@every_document
def test_no_block_is_left_unchecked(document: Path) -> None:
    known = {"file", "patch", "run", "made", "changed", "deploy", "live", "pipeline", "parts"}
    assert not re.search(r"^ +```", document.read_text(), re.MULTILINE), "an indented block"
    found = [block for block in blocks(document) if not known & block.attributes.keys()]
    assert [block.text for block in found if block.language not in UNRUN] == []


@every_document
def test_pipeline_files_are_yaml(document: Path) -> None:
    for block in blocks(document):
        if "pipeline" in block.attributes and block.language == "yaml":
            assert isinstance(yaml.safe_load(block.text), dict)


# --- tables come from the code


@every_document
def test_generated_parts_are_what_the_code_says(document: Path) -> None:
    text = document.read_text()
    anew = _GENERATED.sub(lambda match: f"{match[1]} -->\n{GENERATED[match[1]]()}\n", text)
    if os.environ.get(WRITE):
        written_anew(document, anew)
    assert anew == text


def test_every_table_is_in_a_document() -> None:
    found = {name for path in DOCUMENTS for name in _GENERATED.findall(path.read_text())}
    assert found == GENERATED.keys()


def written_anew(document: Path, text: str) -> None:
    document.write_text(text)
    pytest.fail(f"{document.name} was written anew: review it, and unset {WRITE}")


# --- what is named exists


@every_document
def test_options_and_ini_keys_exist(document: Path) -> None:
    named = set(re.findall(r"--schema-audit[\w-]*|\bschema_audit_\w+", document.read_text()))
    shown = {option.key for option in OPTIONS} | {"schema_audit_"}
    actions = {f"{SWITCH}-{name}" for name, _, _ in ACTIONS}
    options = {SWITCH, *actions, *(option.option for option in OPTIONS if not option.ini_only)}
    assert named - options - shown == set()


@every_document
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https://)([^)]+)\)", document.read_text()):
        name, _, anchor = target.partition("#")
        path = document.parent / name if name else document
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


def anchors(document: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", _BLOCK.sub("", document.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_hook_is_the_one_that_is_offered() -> None:
    (offered,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    text = (ROOT / "docs/manifest.md").read_text()
    assert f"- id: {offered['id']}\n" in text
    assert f"$ {offered['entry']}\n" in text


@every_document
def test_paths_of_this_repository_exist(document: Path) -> None:
    prose = _BLOCK.sub("", document.read_text())
    tops = "pytest_schema_audit|tests|docs|bench|ci|\\.ci|expected/medspa"
    named = re.findall(rf"`((?:{tops})/[\w./-]*)`", prose)
    assert [path for path in named if not (ROOT / path).exists()] == []


@every_document
def test_make_targets_exist(document: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    lines = re.findall(r"(?:^|`)make ([\w-][ \w-]*)", document.read_text(), re.MULTILINE)
    assert {word for line in lines for word in line.split()} - targets == set()


def test_the_picture_names_every_part_of_the_package() -> None:
    (picture,) = (block for block in blocks(ROOT / "README.md") if "parts" in block.attributes)
    words = re.findall(r"^ +(\w+(?:\.py|/)(?:, \w+(?:\.py|/))*)", picture.text, re.MULTILINE)
    named = sorted(part for line in words for part in line.split(", "))
    package = ROOT / "pytest_schema_audit"
    folders = [f"{path.parent.name}/" for path in package.glob("*/__init__.py")]
    files = [path.name for path in package.glob("*.py") if path.stem != "__init__"]
    assert named == sorted([*folders, *files])
