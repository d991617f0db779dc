"""Which way of having a server a run takes."""

from __future__ import annotations

import contextlib
import importlib
import warnings
from collections.abc import Iterator
from dataclasses import replace

from ..errors import UsageError
from ..majors import KNOWN_MAJORS
from .binaries_errors import BinariesError
from .errors import ServerError
from .protocol import Server, ServerRequest
from .redact import connection_shown

_KINDS = ("auto", "embedded", "docker")
_ADDRESSES = ("postgresql://user:password@host:5432/database", "env:NAME")


@contextlib.contextmanager
def provide(request: ServerRequest) -> Iterator[Server]:
    """Have a server for the length of a ``with`` block.

    It may be entered in one thread and left in another. Whatever was started is stopped at the
    end, on an exception and on an interrupt; what a killed process left is removed first.

    :param request: which server is wanted.
    :raises UsageError: a value that is none of the valid ones.
    :raises ServerError: the server cannot be had; the text says what was tried.
    """
    _check(request)
    with contextlib.ExitStack() as stack:
        yield _enter(request, stack)


def import_quietly(request: ServerRequest) -> None:
    """Import what a Docker server needs, in the main thread, without its libraries' warnings.

    pytest's filters for warnings are the process's: where they make errors of warnings, those of
    libraries that another thread imports meanwhile would end the audit.

    :param request: which server is wanted.
    """
    if request.value == "docker" or (request.value == "auto" and request.image is not None):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(".container", __package__)
    if _is_address(request.value):
        # psycopg's modules import each other: a test module that begins with one of them, while
        # another thread is inside psycopg, fails or makes that thread fail.
        importlib.import_module(".url", __package__)


def _check(request: ServerRequest) -> None:
    if request.major is not None and request.major not in KNOWN_MAJORS:
        raise UsageError(
            f"--schema-audit-postgres: {request.major} is not a PostgreSQL major the audit knows",
            ways_out=[", ".join(str(major) for major in KNOWN_MAJORS)],
        )
    if request.value not in _KINDS and not _is_address(request.value):
        raise UsageError(
            f"--schema-audit-server: {connection_shown(request.value)!r} is not a valid value",
            ways_out=[*_KINDS, *_ADDRESSES],
        )


def _is_address(value: str) -> bool:
    return value.startswith(("postgresql://", "postgres://", "env:"))


def _enter(request: ServerRequest, stack: contextlib.ExitStack) -> Server:
    # Each way brings its own libraries: only the one that is taken is imported.
    if _is_address(request.value):
        from .url import by_url

        return stack.enter_context(by_url(request))
    if request.value == "embedded":
        from .embedded import embedded

        return stack.enter_context(embedded(request))
    if request.value == "docker":
        from .container import container

        return stack.enter_context(container(request))
    return _enter_either(request, stack)


def _enter_either(request: ServerRequest, stack: contextlib.ExitStack) -> Server:
    if request.image is not None:
        server = _enter(replace(request, value="docker"), stack)
        return replace(server, reason="auto: an image is named")
    try:
        server = _enter(replace(request, value="embedded"), stack)
    except BinariesError as error:
        refusal = error
    else:
        return replace(server, reason="auto: binaries at hand")
    # Not for a while only: leaving that would undo what another thread did to the filters.
    warnings.filterwarnings("ignore", "SOCKS support in urllib3 requires")
    try:
        server = _enter(replace(request, value="docker"), stack)
    except ServerError as error:
        raise ServerError.neither(refusal, error) from error
    return replace(server, reason=f"auto: {refusal.what}")
