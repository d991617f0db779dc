"""The JSON Schema of manifests, in the tools that people have: a validator, an editor's server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import Project

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests/cases"
MISTAKES = CASES / "manifest/mistakes"
SOUND = sorted(
    [
        *(ROOT / "expected").rglob("*.yaml"),
        *(path for path in CASES.rglob("*.yaml") if MISTAKES not in path.parents),
    ]
)
SEEN = [
    "colon_in_label",
    "columns_missing",
    "empty_database",
    "entry_without_is",
    "ignore_of_no_kind",
    "ignore_without_reason",
    "kinds_without_definition",
    "label_twice",
    "list_among_labels",
    "list_for_a_definition",
    "mapping_among_labels",
    "migrations_without_path",
    "minor_version",
    "no_aspect",
    "no_privilege",
    "no_schemas",
    "no_version",
    "not_a_mapping",
    "not_a_mapping_but_text",
    "nothing_behind_a_key",
    "persistence",
    "primary_key_without_name",
    "row_security",
    "rows_are_no_number",
    "skip_without_reason",
    "text_for_a_mapping",
    "total_is_no_number",
    "unexpected_deny",
    "unknown_key",
    "unknown_key_without_a_guess",
    "unknown_total",
    "waive_of_no_item",
]
"""Mistakes of a kind that a schema can see; the others are about SQL, names or YAML itself."""

SERVER = "yaml-language-server@2.0.0"


@pytest.fixture
def schema(project: Project) -> Path:
    """The schema as the option prints it."""
    printed = project.run_here("--schema-audit-json-schema")
    assert printed.ret == 0
    return project.write("printed.json", printed.stdout.str())


def validated(schema: Path, files: Iterable[Path]) -> dict[str, Any]:
    """What `check-jsonschema` says of some files."""
    command = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", str(schema)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    said: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 0) == (said["status"] == "ok")
    return said


def test_every_manifest_is_valid(schema: Path) -> None:
    assert len(SOUND) > 400
    said = validated(schema, SOUND)
    assert said == {"status": "ok", "errors": []}


def test_what_init_writes_is_valid(project: Project, schema: Path) -> None:
    rich = (Path(__file__).parent / "rich.sql").read_text(encoding="utf-8")
    project.write("migrations/001_initial.sql", rich)
    made = ("--schema-audit-init", "--schema-audit-expected=made", "--schema-audit-aspects=all")
    assert project.run_here(*made).ret == 0
    written = sorted((project.path / "made").glob("*.yaml"))
    assert len(written) == 4
    assert validated(schema, written) == {"status": "ok", "errors": []}
    beside = project.path / "made/manifest.schema.json"
    assert json.loads(beside.read_text()) == json.loads(schema.read_text())


def test_wrong_manifests_are_not(schema: Path) -> None:
    said = validated(schema, [MISTAKES / f"{name}.yaml" for name in SEEN])
    assert sorted({Path(error["filename"]).stem for error in said["errors"]}) == sorted(SEEN)


class LanguageServer:
    """A YAML language server, asked as an editor asks it (Language Server Protocol 3.17)."""

    def __init__(self, command: list[str], folder: Path) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=folder)
        self._number = 0
        capabilities: dict[str, object] = {
            "textDocument": {"publishDiagnostics": {}},
            "workspace": {},
        }
        options = {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities}
        self._ask("initialize", options)
        self._tell("initialized", {})

    def diagnostics(self, paths: Iterable[Path]) -> dict[Path, list[str]]:
        """What an editor would underline in each of some files, all open at once."""
        waiting = {path.as_uri(): path for path in paths}
        for uri, path in waiting.items():
            text = path.read_text(encoding="utf-8")
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        found: dict[Path, list[str]] = {}
        while waiting:
            message = self._read()
            if message.get("method") == "textDocument/publishDiagnostics":
                path_ = waiting.pop(message["params"]["uri"], None)
                if path_ is not None:
                    said = message["params"]["diagnostics"]
                    found[path_] = [str(one["message"]) for one in said]
        return found

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _ask(self, method: str, params: object) -> None:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while self._read().get("id") != self._number:
            pass

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """Read a message; what the server asks for itself is answered with nothing."""
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            asked = len(message.get("params", {}).get("items", []))
            result = [None] * asked if message["method"] == "workspace/configuration" else None
            self._send({"id": message["id"], "result": result})
        return message


@pytest.mark.deep
def test_an_editor_underlines_what_is_wrong_and_nothing_else(tmp_path: Path, schema: Path) -> None:
    """The modeline that init writes leads the server to the schema beside the file."""
    if shutil.which("npm") is None:
        pytest.skip("no Node here: the YAML language server is a program for it")
    install = ["npm", "install", "--no-audit", "--no-fund", SERVER]
    subprocess.run(install, cwd=tmp_path, check=True, capture_output=True)
    program = str(tmp_path / "node_modules/.bin/yaml-language-server")
    server = LanguageServer([program, "--stdio"], tmp_path)
    try:
        sound = server.diagnostics(_copy(path, tmp_path, schema) for path in SOUND)
        mistakes = (MISTAKES / f"{name}.yaml" for name in SEEN)
        wrong = server.diagnostics(_copy(path, tmp_path, schema) for path in mistakes)
    finally:
        server.close()
    assert {path.name: said for path, said in sound.items() if said} == {}
    assert [path.name for path, said in wrong.items() if not said] == []
    assert (len(sound), len(wrong)) == (len(SOUND), len(SEEN))


def _copy(path: Path, folder: Path, schema: Path) -> Path:
    """Put a manifest beside the schema, with the modeline on top."""
    shutil.copyfile(schema, folder / "manifest.schema.json")
    copy = folder / "_".join(path.relative_to(ROOT).parts)
    modeline = "# yaml-language-server: $schema=manifest.schema.json\n"
    copy.write_text(modeline + path.read_text(encoding="utf-8"), encoding="utf-8")
    return copy
