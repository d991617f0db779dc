"""One set of PostgreSQL server programs on disk."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_SHARE = ("share", "share/postgresql", "share/postgresql@{major}", "share/pgsql")
_SYSTEM_SHARE = ("/usr/share/postgresql/{major}", "/usr/share/postgresql{major}")
_LIBRARIES = ("lib", "lib/postgresql", "lib/postgresql@{major}", "lib64/pgsql", "lib/pgsql")
_MODULE_SUFFIXES = (".so", ".dylib")


@dataclass(frozen=True)
class Installation:
    """The programs of one PostgreSQL version.

    :param major: the PostgreSQL major.
    :param bin: folder that holds ``postgres`` and ``initdb``.
    :param origin: where they came from, for people.
    :param libraries: folder for the dynamic linker's search path, if they need one.
    """

    major: int
    bin: Path
    origin: str
    libraries: Path | None = None

    @property
    def postgres(self) -> Path:
        """The server program."""
        return self.bin / "postgres"

    @property
    def initdb(self) -> Path:
        """The program that makes a data directory."""
        return self.bin / "initdb"

    @property
    def described(self) -> str:
        """What it is and where it came from, for people."""
        return f"PostgreSQL {self.major}, embedded ({self.origin})"

    @property
    def identity(self) -> str:
        """A short key that changes when the server program does (path, size or time)."""
        state = self.postgres.stat()
        key = f"{self.postgres.resolve()}|{state.st_size}|{state.st_mtime_ns}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment its programs run in: clean, nothing of the caller's ``PG*``."""
        clean = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
        if self.libraries is None:
            return clean
        variable = "DYLD_LIBRARY_PATH" if sys.platform == "darwin" else "LD_LIBRARY_PATH"
        return {**clean, variable: str(self.libraries)}

    def lacking(self, extensions: Iterable[str]) -> Mapping[str, str]:
        """Those of ``extensions`` that ``CREATE EXTENSION`` would refuse here, with the reason.

        An extension is at hand when its control file is (PostgreSQL documentation, "Extension
        Files") and its module finds every library it is linked against.
        """
        controls = [folder / "extension" for folder in self._share_folders()]
        missing: dict[str, str] = {}
        for name in sorted(extensions):
            if not any((folder / f"{name}.control").is_file() for folder in controls):
                missing[name] = f"there is no {name}.control"
            elif libraries := self._unmet_libraries(name):
                missing[name] = f"its module needs {', '.join(libraries)}"
        return missing

    def _share_folders(self) -> list[Path]:
        relative = [self.bin.parent / name.format(major=self.major) for name in _SHARE]
        system = [Path(name.format(major=self.major)) for name in _SYSTEM_SHARE]
        return [*relative, *(system if self.libraries is None else ())]

    def _unmet_libraries(self, extension: str) -> list[str]:
        folders = [self.bin.parent / name.format(major=self.major) for name in _LIBRARIES]
        names = [extension + suffix for suffix in _MODULE_SUFFIXES]
        modules = (folder / name for folder in folders for name in names)
        module = next((path for path in modules if path.is_file()), None)
        if module is None:
            return []
        return unmet_libraries(module, self.environment)


def unmet_libraries(program: Path, environment: Mapping[str, str]) -> list[str]:
    """Names of the shared libraries that ``program`` needs and the dynamic linker cannot find.

    Without ``ldd`` (macOS) the answer is empty: the server itself will say.
    """
    ldd = shutil.which("ldd")
    if ldd is None:
        return []
    answer = subprocess.run(
        [ldd, program], env=dict(environment), capture_output=True, text=True, check=False
    )
    lines = [line.split("=>") for line in answer.stdout.splitlines() if "not found" in line]
    return [parts[0].strip() for parts in lines if len(parts) == 2]
