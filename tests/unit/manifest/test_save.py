"""A write that is cut off leaves the old file, and nothing that would be read instead of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pytest_schema_audit
from pytest_schema_audit.manifest import load_suite
from pytest_schema_audit.manifest.errors import EditError
from pytest_schema_audit.manifest.save import save

PACKAGE = Path(pytest_schema_audit.__file__).parents[1]
OLD = "database: shop\nenums: {e: [old]}\n"
CUT_OFF = """
import os, sys
from pathlib import Path
from pytest_schema_audit.manifest.save import save

os.fsync = lambda _: os._exit(9)  # as if the machine stopped before the new file is complete
path = Path(sys.argv[1])
save(path, path.read_bytes(), "database: shop\\nenums: {e: [new]}\\n")
"""


def test_a_crash_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(OLD)
    done = subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], cwd=PACKAGE)
    assert done.returncode == 9
    assert path.read_text() == OLD
    assert [file.path for file in load_suite(tmp_path).files] == [path]


def test_what_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write anywhere, so a name that is too long stands for a folder that is closed."""
    monkeypatch.chdir(tmp_path)
    name = f"{'n' * 249}.yaml"
    with pytest.raises(EditError) as caught:
        save(tmp_path / "expected" / name, b"", OLD)
    assert str(caught.value) == (
        f"expected/{name} was not written: File name too long\n"
        "  a new file is made beside it, which takes its place when it is complete\n"
        "  way out: make expected a folder that can be written\n"
        "           or apply the edits by hand: --schema-audit-update=diff prints them"
    )
