"""Which statements of a file last: what a ROLLBACK took back made and changed nothing."""

from __future__ import annotations

from collections.abc import Iterable

from .statements import Statement


def lasting(found: Iterable[Statement], *, in_transaction: bool) -> tuple[Statement, ...]:
    """Leave out the statements that the file itself takes back.

    :param found: the statements of a file that ran to its end, in order.
    :param in_transaction: whether its tool puts a transaction around it, or sends it as one
        string, which is one as long as it does not begin its own (PostgreSQL documentation,
        "Multiple Statements in a Simple Query").
    """
    kept = _Kept(in_transaction=in_transaction)
    for statement in found:
        node = statement.tree.get("TransactionStmt")
        if node is None:
            kept.statements.append(statement)
        else:
            kept.control(node["kind"], node.get("savepoint_name", ""))
            kept.chain(open_again=bool(node.get("chain")))
    return tuple(kept.statements)


class _Kept:
    """The statements that last so far, and where transaction and savepoints begin in them."""

    def __init__(self, *, in_transaction: bool) -> None:
        self.statements: list[Statement] = []
        self._begin: int | None = 0 if in_transaction else None
        self._savepoints: list[tuple[str, int]] = []

    def control(self, kind: str, name: str) -> None:
        """Take a statement of transaction control."""
        kind = kind.removeprefix("TRANS_STMT_")
        if kind in {"BEGIN", "START"}:
            self._begin = len(self.statements) if self._begin is None else self._begin
        elif kind in {"COMMIT", "ROLLBACK"}:
            self._end(undo=kind == "ROLLBACK")
        elif kind == "SAVEPOINT":
            self._savepoints.append((name, len(self.statements)))
        elif kind in {"ROLLBACK_TO", "RELEASE"}:
            self._back_to(name, undo=kind == "ROLLBACK_TO")

    def chain(self, *, open_again: bool) -> None:
        """Begin the transaction that `AND CHAIN` asks for."""
        if open_again:
            self._begin = len(self.statements)

    def _end(self, *, undo: bool) -> None:
        if undo and self._begin is not None:
            del self.statements[self._begin :]
        self._begin, self._savepoints = None, []

    def _back_to(self, name: str, *, undo: bool) -> None:
        while self._savepoints:
            newest, position = self._savepoints.pop()
            if newest != name:
                continue
            if undo:
                # The savepoint itself stays, and may be gone back to again.
                del self.statements[position:]
                self._savepoints.append((name, position))
            return
