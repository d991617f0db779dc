"""The collection tree: manifest file, table or pseudo-table, expectation."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import pytest

# Private, for want of a public way: only a representation with `reprcrash` and `reprtraceback`
# gives JUnit's `message` one line on every pytest from 9.0 on, and survives pytest-xdist.
from _pytest._code.code import (
    ReprEntryNative,
    ReprExceptionInfo,
    ReprFileLocation,
    ReprTraceback,
)

from .errors import AuditError
from .quiet import QuietHooks
from .signals import bare_interrupts

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr
    from pluggy import HookRelay

    from .audits import AuditFailure
    from .outline import ItemSpec, NodeSpec


class Auditor(Protocol):
    """What the tree needs of the session's audit."""

    def alone(self) -> bool:
        """Whether all items of the session are its own; known once they are collected."""
        ...

    def nodes(self, path: Path) -> tuple[NodeSpec, ...]:
        """Return the nodes of a manifest file.

        :raises AuditError: on the first call, when manifests or migrations cannot be read.
        """
        ...

    def rolled_up(self, node: str) -> bool:
        """Say whether a node is one item, instead of one for each expectation."""
        ...

    def mark(self, kind: str) -> pytest.Mark:
        """Return the marker of a kind of item."""
        ...

    def check(self, specs: Sequence[ItemSpec]) -> None:
        """Return when the verdicts are good.

        :raises Drift: when it is not.
        :raises AuditError: when there is none.
        """
        ...


class Drift(Exception):  # noqa: N818 - drift is a finding, no error of the program
    """What an item fails with.

    :param text: the whole text; its first line stands alone.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class ManifestFile(pytest.File):
    """A YAML file of a suite."""

    def __init__(self, *, auditor: Auditor, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]  # pytest's own arguments
        self.auditor = auditor
        self.add_marker(pytest.mark.schema_audit)

    def collect(self) -> Iterator[TableNode | ExpectationItem]:
        """Yield the file's tables and pseudo-tables; no database is needed."""
        try:
            nodes = self.auditor.nodes(self.path)
        except AuditError as error:
            raise self.CollectError(str(error)) from None
        for node in nodes:
            if self.auditor.rolled_up(node.name):
                # Its id is that of the table: it selects the same in both granularities.
                yield ExpectationItem.from_parent(
                    self, name=node.name, auditor=self.auditor, specs=node.items
                )
            elif node.items:
                yield TableNode.from_parent(self, name=node.name, auditor=self.auditor, node=node)

    @cached_property
    def quiet_hooks(self) -> HookRelay:
        """The hooks for its items, which print nothing."""
        return cast("HookRelay", QuietHooks(self.ihook, self.config, self.auditor.alone))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str | TerminalRepr:
        """Return the text alone: variables of a traceback would hold the manifest's secrets."""
        if isinstance(excinfo.value, self.CollectError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class TableNode(pytest.Collector):
    """A table or pseudo-table: what pipeline UIs group by."""

    def __init__(self, *, auditor: Auditor, node: NodeSpec, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]  # pytest's own arguments
        self.auditor = auditor
        self.node = node

    def collect(self) -> Iterator[ExpectationItem]:
        """Yield one item for each expectation."""
        for spec in self.node.items:
            yield ExpectationItem.from_parent(
                self, name=spec.key.name, auditor=self.auditor, specs=(spec,)
            )


class ExpectationItem(pytest.Item):
    """One expectation, or all of a table; it only looks its verdicts up."""

    def __init__(self, *, auditor: Auditor, specs: tuple[ItemSpec, ...], **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]  # pytest's own arguments
        self.auditor = auditor
        self.specs = specs
        # Appended, not added: a shared marker costs next to nothing on thousands of items.
        self.own_markers.extend(map(auditor.mark, dict.fromkeys(spec.kind for spec in specs)))

    @cached_property
    def ihook(self) -> HookRelay:
        """The hooks for this file; pytest asks for them seven times an item."""
        file = self.getparent(ManifestFile)
        if file is None or is_command(self.spec):
            return super().ihook
        return file.quiet_hooks

    @property
    def spec(self) -> ItemSpec:
        """The expectation, or the first of several."""
        return self.specs[0]

    def runtest(self) -> None:
        """Fail unless what was found is what is expected."""
        with bare_interrupts():
            self.auditor.check(self.specs)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return file, line counted from 0, and the heading of a failure."""
        place = self.spec.place
        # Never the end of an id: with -v pytest would replace the dots in it.
        heading = f"{self.spec.key.node} {self.name if len(self.specs) == 1 else 'as a whole'}"
        return place.file, place.line - 1, heading

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> ReprExceptionInfo:
        """Return the text of a failure, whatever was raised."""
        place = self.spec.place
        return with_one_line_message(place.file, place.line, self._text(excinfo.value))

    def _text(self, error: BaseException) -> str:
        if isinstance(error, Drift | AuditError | pytest.fail.Exception):
            return str(error)
        lines = traceback.format_exception(error)
        return f"INTERNAL {self.spec.title}: {lines[-1].strip()}\n{''.join(lines)}"


def with_one_line_message(path: Path, line: int, text: str) -> ReprExceptionInfo:
    """Return a representation whose message is the text's first line, whose body is all of it.

    :param line: counted from 1.
    """
    title = text.partition("\n")[0]
    body = text if text.endswith("\n") else f"{text}\n"
    return ReprExceptionInfo(
        reprcrash=ReprFileLocation(str(path), line, title),
        reprtraceback=ReprTraceback([ReprEntryNative([body])], None, "native"),
    )


def is_command(spec: ItemSpec) -> bool:
    """Tell one of the team's own commands from a check constraint."""
    return spec.kind == "check" and not spec.expectations


def carrier(items: Sequence[ExpectationItem], failure: AuditFailure) -> ExpectationItem:
    """The item that carries the text of a failed audit: the migration's own, else the first.

    Where several suites run, it is one of the suite that failed, as far as any is selected.
    """
    suite = [item for item in items if item.spec.key.file == failure.main] or list(items)
    at_fault = (
        item
        for item in suite
        if item.spec.kind == "applied" and item.spec.subject == failure.migration
    )
    return next(at_fault, suite[0])
