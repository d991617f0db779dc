"""What an audit is doing: written by whoever audits, read by whoever waits."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of an audit.

    :ivar phase: what is being done, as a participle: ``applying migrations``.
    :ivar detail: how far it is; empty where that cannot be told.
    :ivar since: when the phase began, by ``time.monotonic``.
    """

    phase: str
    detail: str
    since: float


class Progress:
    """The phase an audit is in; safe to read while another thread goes on.

    :ivar step: the phase of this moment; ``None`` before the first.
    """

    def __init__(self) -> None:
        self.step: Step | None = None

    def begin(self, phase: str) -> None:
        """Say that a phase begins."""
        self.step = Step(phase, "", time.monotonic())

    def detail(self, text: str) -> None:
        """Say how far the phase is."""
        if self.step is not None:
            self.step = replace(self.step, detail=text)
