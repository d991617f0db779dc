"""What there is to report about a suite at the end of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..manifest.expectation import Suite
from ..outline import ItemSpec
from ..verdict import Different, ItemKey, Verdict

if TYPE_CHECKING:
    # Imported late in a run: by then the server is starting.
    from ..audit import AuditReport


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
    def made_by(self) -> str:
        """``file:line`` of the migration behind what was found, if known."""
        return self.verdict.made_by if isinstance(self.verdict, Different) else ""


@dataclass(frozen=True, slots=True)
class Result:
    """A suite at the end of a run.

    :ivar suite: the suite.
    :ivar report: what its audit found; ``None`` when it could not be made.
    :ivar failing: the items that failed, in the order they ran.
    :ivar live: how the live database was named, safe to print; empty where none was audited.
    """

    suite: Suite
    report: AuditReport | None
    failing: tuple[Failing, ...]
    live: str = ""

    @property
    def causes(self) -> dict[ItemKey, list[Failing]]:
        """Failing items by their cause, the cause itself first when it ran."""
        causes: dict[ItemKey, list[Failing]] = {}
        for failing in self.failing:
            causes.setdefault(failing.cause, []).append(failing)
        for key, members in causes.items():
            members.sort(key=lambda failing, key=key: failing.spec.key != key)  # type: ignore[misc]
        return causes
