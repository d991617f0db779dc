"""Which server programs a run uses."""

from __future__ import annotations

from pathlib import Path

from .account import Account
from .binaries_errors import BinariesError
from .installation import Installation
from .installations import installations, unpacked_installation
from .protocol import NEWEST_MAJOR, ServerRequest


def choose(
    request: ServerRequest, account: Account, cache: Path, readable: tuple[Path, ...]
) -> Installation:
    """The installation to run: of the wanted major, with every extension that is needed.

    Without a wanted major it is the newest at hand; where downloads are allowed, the newest
    known, so that the answer does not depend on the machine.

    :param request: major, extensions and whether downloads are allowed.
    :param account: who runs the programs.
    :param cache: folder that takes unpacked programs.
    :param readable: folders that may hold unpacked programs.
    :raises BinariesError: nothing fits; the text says what was found and the ways out.
    """
    wanted = NEWEST_MAJOR if request.download and request.major is None else request.major
    found: list[Installation] = []
    for installation in installations(wanted, account, cache, readable):
        if wanted is not None and not installation.lacking(request.extensions):
            return installation
        found.append(installation)
    if wanted is not None and not found and request.download:
        found = _downloaded(wanted, cache)
    newest_first = sorted(found, key=lambda each: each.major, reverse=True)
    for installation in newest_first:
        if not installation.lacking(request.extensions):
            return installation
    if found:
        closest = newest_first[0]
        missing = closest.lacking(request.extensions)
        raise BinariesError.lacks_extensions(closest.described, missing)
    others = [each.described for each in installations(None, account, cache, readable)]
    raise BinariesError.not_at_hand(wanted, others, download=request.download)


def _downloaded(major: int, cache: Path) -> list[Installation]:
    # Brings an HTTP client along, which a run that has binaries does without.
    from .download import download

    installation = unpacked_installation(download(major, cache))
    return [] if installation is None else [installation]
