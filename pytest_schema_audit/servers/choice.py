"""Which way of having a server a run takes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from ..errors import UsageError
from .binaries_errors import BinariesError
from .errors import ServerError
from .protocol import KNOWN_MAJORS, Server, ServerRequest
from .redact import redact

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


def _check(request: ServerRequest) -> None:
    if request.major is not None and request.major not in KNOWN_MAJORS:
        raise UsageError(
            f"--schema-audit-postgres: {request.major} is not a PostgreSQL major the audit knows",
            ways_out=[", ".join(str(major) for major in KNOWN_MAJORS)],
        )
    if request.value not in _KINDS and not _is_address(request.value):
        raise UsageError(
            f"--schema-audit-server: {redact(request.value)!r} is not a valid value",
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
    try:
        server = _enter(replace(request, value="docker"), stack)
    except ServerError as error:
        raise ServerError.neither(refusal, error) from error
    return replace(server, reason=f"auto: {refusal.what}")
