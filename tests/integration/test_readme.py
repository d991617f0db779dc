"""The documentation does what it says: its examples are run, its tables come from the code.

The info string of a code block says what it is:

* `file=PATH`: a file of the document's example project, written before what follows is run;
* `patch=PATH`: a change of such a file, lines as in a diff;
* `run`: a command behind `$` and what it prints, `from=WORD`: from the first line with that word;
* `pipeline`: a file for a build server, parsed where it is YAML;
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
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from pytest_schema_audit.kinds import PLURALS
from pytest_schema_audit.manifest.keys import FILE, SECTIONS
from pytest_schema_audit.migrations import LAYOUTS
from pytest_schema_audit.options import OPTIONS, SWITCH, option_table

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
WRITE = "SCHEMA_AUDIT_WRITE_README"
KEYS = {*FILE, *SECTIONS} - {"schema"}
"""Keys of a manifest, among them those that hold the entries of a kind of object."""

UNRUN = {"text", "sh", "groovy"}
"""Languages of blocks that need not be run: what has to be installed, what others execute."""

_BLOCK = re.compile(r"^```(?P<info>[^`\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_GENERATED = re.compile(r"(?<=<!-- generated: )(\w+) -->\n.*?(?=<!-- end -->)", re.DOTALL)
_OF_MACHINE = ("platform ", "rootdir: ", "configfile: ", "plugins: ", "cachedir: ")
_VARYING = (
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


def perform(block: Block, folder: Path) -> str | None:
    """Do what a block says in the example project; return a run's block as it should be."""
    if "file" in block.attributes:
        path = folder / block.attributes["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text)
    elif "patch" in block.attributes:
        patch(folder / block.attributes["patch"], block.text.splitlines(keepends=True))
    elif "run" in block.attributes:
        prompt = block.text.partition("\n")[0]
        output = run(prompt.removeprefix("$ "), folder, block.attributes.get("from", ""))
        return f"{prompt}\n{output}"
    return None


def patch(path: Path, hunk: list[str]) -> None:
    before, after = ("".join(line[1:] for line in hunk if line[0] in f" {sign}") for sign in "-+")
    text = path.read_text()
    assert text.count(before) == 1, f"{path.name} does not hold once\n{before}"
    path.write_text(text.replace(before, after))


def run(command: str, folder: Path, begin: str) -> str:
    """What pytest prints on a terminal of 80 columns, without its lines about the machine.

    :param begin: a word of the first line that is wanted.
    """
    program, *arguments = shlex.split(command)
    assert program == "pytest"
    kept = {k: v for k, v in os.environ.items() if not re.match(r"(CI$|BUILD_|GITHUB|PY)", k)}
    own = {
        "COLUMNS": "80",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_PLUGINS": "pytest_schema_audit.plugin",
        "PYTHONPATH": str(ROOT),
    }
    process = [sys.executable, "-m", "pytest", *arguments]
    done = subprocess.run(process, cwd=folder, env={**kept, **own}, capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if begin in line), 0)
    return "".join(line for line in lines[first:] if not line.startswith(_OF_MACHINE))


def constant(text: str) -> str:
    """An output without what differs from run to run and from machine to machine."""
    for pattern, replacement in _VARYING:
        text = pattern.sub(replacement, text)
    return text


@every_document
def test_examples_print_what_is_shown(document: Path, tmp_path: Path) -> None:
    wrong = []
    for block in blocks(document):
        actual = perform(block, tmp_path)
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
def test_no_block_is_left_unchecked(document: Path) -> None:
    known = {"file", "patch", "run", "pipeline", "parts"}
    assert not re.search(r"^ +```", document.read_text(), re.MULTILINE), "an indented block"
    found = [block for block in blocks(document) if not known & block.attributes.keys()]
    assert [block.text for block in found if block.language not in UNRUN] == []


@every_document
def test_pipeline_files_are_yaml(document: Path) -> None:
    for block in blocks(document):
        if "pipeline" in block.attributes and block.language == "yaml":
            assert isinstance(yaml.safe_load(block.text), dict)


# --- tables come from the code


def layout_table() -> str:
    rows = [f"| `{layout.name}` | {escaped(layout.summary)} |" for layout in LAYOUTS.values()]
    return "\n".join(["| layout | what it takes, and how it runs it |", "|---|---|", *rows])


def kind_lists() -> str:
    described = [kind for kind, plural in PLURALS.items() if {kind, plural} & KEYS]
    others = [PLURALS[kind] for kind in PLURALS if kind not in described]
    named = ", ".join(PLURALS[kind] for kind in described)
    return (
        f"**Described by a manifest, and compared:** {named}.\n\n"
        f"**Only found, when there is one that nobody allowed:** {', '.join(others)}."
    )


def escaped(text: str) -> str:
    return re.sub(r"([|*_<>])", r"\\\1", text)


GENERATED = {"options": option_table, "layouts": layout_table, "kinds": kind_lists}


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
    options = {SWITCH, *(option.option for option in OPTIONS if not option.ini_only)}
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
