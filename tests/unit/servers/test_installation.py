from __future__ import annotations

from pathlib import Path

import pytest

from pytest_schema_audit.servers.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "postgres").write_text("program")
    (tmp_path / "lib").mkdir()
    (tmp_path / "share" / "extension").mkdir(parents=True)
    return Installation(16, tmp_path / "bin", "here", libraries=tmp_path / "lib")


def test_an_extension_is_at_hand_with_its_control_file(installation: Installation) -> None:
    assert installation.lacking({"citext"}) == {"citext": "there is no citext.control"}
    (installation.bin.parent / "share" / "extension" / "citext.control").touch()
    assert installation.lacking({"citext"}) == {}


def test_identity_changes_with_the_program(installation: Installation) -> None:
    before = installation.identity
    assert installation.identity == before
    installation.postgres.write_text("another program")
    assert installation.identity != before


def test_environment_is_clean(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", "/x")
    monkeypatch.setenv("LD_PRELOAD", "/x.so")
    assert set(installation.environment) <= {
        "PATH",
        "LC_ALL",
        "TZ",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
    }


def test_described_names_the_origin(installation: Installation) -> None:
    assert installation.described == "PostgreSQL 16, embedded (here)"
