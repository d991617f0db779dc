"""What goes wrong outside our code, as text a person can act on.

Every message answers four questions in this order: what failed, why, what was tried, and which
ways out there are. Each part of the package has its own subclasses with named constructors, so
that the text of one failure stands in one place.
"""

from __future__ import annotations

from collections.abc import Sequence


class AuditError(Exception):
    """A failure that the user can act on: shown as text, never as a traceback.

    :param what: one sentence that stands alone; it becomes the first line.
    :param why: the reason, for instance the server's own message; may span lines.
    :param tried: what was looked at or attempted, one entry a line.
    :param ways_out: what the user can do, one entry a line, commands ready to paste.
    """

    def __init__(
        self,
        what: str,
        *,
        why: str = "",
        tried: Sequence[str] = (),
        ways_out: Sequence[str] = (),
    ) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.tried = tuple(tried)
        self.ways_out = tuple(ways_out)

    def __str__(self) -> str:
        parts = [self.what]
        if self.why:
            parts.append(_indented(self.why))
        parts += _listed("tried", self.tried)
        parts += _listed("way out", self.ways_out)
        return "\n".join(parts)

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.__dict__)


class UsageError(AuditError):
    """A wrong option or ini value: the run does not begin (pytest's usage error, exit status 4)."""


def _restore(kind: type[AuditError], state: dict[str, object]) -> AuditError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (state["what"],)
    return error


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())


def _listed(heading: str, entries: tuple[str, ...]) -> list[str]:
    margins = [f"{heading}: ", *[" " * (len(heading) + 2)] * len(entries)]
    return [f"  {margin}{entry}" for margin, entry in zip(margins, entries, strict=False)]
