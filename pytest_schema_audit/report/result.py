"""What there is to report about a suite at the end of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..manifest.expectation import Suite
from ..verdict import NO_MIGRATION, Different, ItemKey, Verdict

if TYPE_CHECKING:
    # Imported late in a run: by then the server is starting.
    from ..audit import AuditReport
    from ..outline import ItemSpec


@dataclass(frozen=True, slots=True)
class Failing:
    """One item that failed.

    :ivar spec: the item.
    :ivar verdict: its verdict; ``None`` for commands and for what went wrong otherwise.
    :ivar text: the whole text of the failure.
    :ivar item_id: id of the test item it is a part of, ready to be pasted.
    """

    spec: ItemSpec
    verdict: Verdict | None
    text: str
    item_id: str

    @property
    def title(self) -> str:
        """The first line, which stands alone."""
        return self.text.partition("\n")[0]

    @property
    def cause(self) -> ItemKey:
        """The item that carries the whole text of what is behind this failure."""
        if isinstance(self.verdict, Different) and self.verdict.cause is not None:
            return self.verdict.cause
        return self.spec.key

    @property
    def behind(self) -> tuple[str, ...]:
        """``file:line`` of the migrations behind the drift, as far as known.

        What made the object is not behind it where the expected one cannot be made.
        """
        if not isinstance(self.verdict, Different):
            return ()
        made_by = "" if self.verdict.refused else self.verdict.made_by
        places = (made_by, *self.verdict.behind)
        return tuple(place for place in places if place not in {"", NO_MIGRATION})

    @property
    def is_mended_by_migrations(self) -> bool:
        """Whether migrations can make what the manifest says, as far as known."""
        refused = isinstance(self.verdict, Different) and self.verdict.refused
        return bool(self.behind or not refused)


@dataclass(frozen=True, slots=True)
class Result:
    """A suite at the end of a run.

    :ivar suite: the suite.
    :ivar report: what its audit found; ``None`` when it could not be made.
    :ivar failing: the items that failed, in the order they ran.
    :ivar stopped_by: main file of another suite, with whose failed audit the session ended.
    :ivar live: how the live database was named, safe to print; empty where none was audited.
    :ivar options: options that a command to paste repeats.
    :ivar stand_ins: what stands in them for values that may be secret.
    :ivar remembered: whether pytest remembers what failed where a command is pasted.
    """

    suite: Suite
    report: AuditReport | None
    failing: tuple[Failing, ...]
    stopped_by: Path | None = None
    live: str = ""
    options: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()
    remembered: bool = True

    @property
    def causes(self) -> dict[ItemKey, list[Failing]]:
        """Failing items by their cause, the cause itself first when it ran."""
        causes: dict[ItemKey, list[Failing]] = {}
        for failing in self.failing:
            causes.setdefault(failing.cause, []).append(failing)
        for key, members in causes.items():
            members.sort(key=lambda failing, key=key: failing.spec.key != key)  # type: ignore[misc]
        return causes
