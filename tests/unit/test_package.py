"""What a user installs: the files and the metadata of the wheel that this source tree builds."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from configparser import ConfigParser
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pytest_schema_audit"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built once without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", str(folder)], cwd=ROOT, check=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    return Parser().parsestr(_dist_info(wheel, "METADATA"))


def _dist_info(wheel: zipfile.ZipFile, name: str) -> str:
    (path,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode()


def _source_files() -> set[str]:
    files = (path.relative_to(ROOT) for path in PACKAGE.rglob("*") if path.is_file())
    caches = ("__pycache__", ".mypy_cache", ".ruff_cache")
    return {path.as_posix() for path in files if not set(caches) & set(path.parts)}


def test_holds_every_file_of_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    packaged = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packaged == _source_files()


@pytest.mark.parametrize("suffix", [".sql", ".json"])
def test_holds_data_files(wheel: zipfile.ZipFile, suffix: str) -> None:
    assert [name for name in wheel.namelist() if name.endswith(suffix)]


def test_says_that_it_is_typed(wheel: zipfile.ZipFile) -> None:
    assert "pytest_schema_audit/py.typed" in wheel.namelist()


def test_holds_the_licence(wheel: zipfile.ZipFile, metadata: Message) -> None:
    assert metadata["License-Expression"] == "GPL-3.0-or-later"
    assert _dist_info(wheel, "licenses/LICENSE") == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_is_found_by_pytest(wheel: zipfile.ZipFile) -> None:
    entry_points = ConfigParser()
    entry_points.read_string(_dist_info(wheel, "entry_points.txt"))
    assert dict(entry_points["pytest11"]) == {"schema_audit": "pytest_schema_audit.plugin"}
    assert entry_points.sections() == ["pytest11"]


def test_shows_the_readme_as_its_description(metadata: Message) -> None:
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_requirement_has_a_lower_bound_and_no_upper_one(metadata: Message) -> None:
    requirements = metadata.get_all("Requires-Dist", [])
    assert requirements
    ranges = [text.partition(";")[0] for text in requirements]
    assert [
        text for text in ranges if ">=" not in text or {*"<=!~"} & {*text.replace(">=", "")}
    ] == []
