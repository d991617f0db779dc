"""Verdicts on the entries of CREATE statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from .canonical import Refused
from .causes import gone_mentioned, gone_relation
from .checks.statement import check_object, object_text
from .checks.taken_apart.outside import as_created
from .checks.wording import missing
from .comparison import Private
from .evidence import Evidence, find_object
from .hints import odd_blanks
from .manifest.expectation import Expectation, Text
from .manifest.object_kinds import OBJECT_KINDS
from .manifest.routine_names import own_name
from .model import SchemaObject
from .object_comparison import ObjectPair, SettledObject, entry_sql, settle_objects
from .verdict import CannotTell, Different, Finding, Verdict
from .versions import as_compared


@dataclass(frozen=True)
class ObjectJudge:
    """Answers the entries of kinds in :data:`OBJECT_KINDS`.

    :ivar evidence: the manifest's and the catalog's side.
    :ivar private: opens the private database, where texts alone do not decide.
    """

    evidence: Evidence
    private: Private

    def verdict(self, entry: Expectation) -> Verdict:
        """Compare the object of an entry's name with what it says."""
        found = self._found(entry)
        if found is None:
            cause = gone_relation(self.evidence, entry) or gone_mentioned(self.evidence, entry)
            hints = tuple(self._renamed(entry)) or tuple(self._spelled_otherwise(entry))
            return cause if cause and not hints else missing(hints=hints)
        if found.hidden and entry_sql(entry):
            return CannotTell(found.hidden)
        settled = self._settled[id(entry)]
        if settled.undecided:
            return CannotTell(
                "the private server cannot make what was found\n"
                f"PostgreSQL says: {settled.undecided}"
            )
        if isinstance(settled.expected, Refused):
            reason = settled.expected.reason
            return gone_mentioned(self.evidence, entry) or Different(
                f"expected a definition that this database cannot have: {reason}",
                (Finding("definition", entry_sql(entry), found.definition),),
                found=object_text(found),
                hints=odd_blanks(reason),
                refused=reason,
            )
        if settled.same:
            return check_object(entry.kind, found.definition, entry.enabled, found)
        # Both sides in the form that stays: what PostgreSQL prints of the object may not be it.
        found = replace(found, definition=settled.found)
        return check_object(entry.kind, settled.expected, entry.enabled, found)

    def _found(self, entry: Expectation) -> SchemaObject | None:
        found = find_object(self.evidence.snapshot, entry)
        return found and as_compared(found, entry, self.evidence.outline.suite.aspects)

    @cached_property
    def _settled(self) -> dict[int, SettledObject]:
        entries = {id(e): e for e in self.evidence.expected.chosen.values()}
        pairs = [
            ObjectPair(entry, found)
            for entry in entries.values()
            if entry.kind in OBJECT_KINDS and (found := self._found(entry))
        ]
        made = [replace(pair, entry=self._as_created(pair.entry)) for pair in pairs]
        settled = settle_objects(self.private, made)
        return {id(pair.entry): settled[number] for number, pair in enumerate(pairs)}

    def _as_created(self, entry: Expectation) -> Expectation:
        if entry.kind != "subscription":
            return entry
        sql = as_created(entry_sql(entry), entry.name, self.evidence.snapshot.major)
        return replace(entry, value=Text(sql))

    def _renamed(self, entry: Expectation) -> Iterable[str]:
        """Name the undescribed objects that have the definition of a missing one."""
        noun = OBJECT_KINDS[entry.kind].noun
        if not OBJECT_KINDS[entry.kind].renamed:
            return
        for key, one in self.evidence.snapshot.objects.items():
            alike = key[:3] == (noun, entry.schema, entry.table)
            if alike and one.definition == entry_sql(entry) and key not in self._described:
                yield f"the same definition exists as {one.name}: was it renamed?"

    def _spelled_otherwise(self, entry: Expectation) -> Iterable[str]:
        """Name the undescribed objects that have a missing one's name but for capitals.

        They may be in another schema, or have other arguments.
        """
        noun, name = OBJECT_KINDS[entry.kind].noun, own_name(entry.name).lower()
        for key, one in self.evidence.snapshot.objects.items():
            alike = one.kind == noun and one.table == entry.table and key not in self._described
            if alike and own_name(one.name).lower() == name:
                label = ".".join(filter(None, (one.schema, one.table, one.name)))
                yield f"{label} exists; keys are exact"

    @cached_property
    def _described(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(found) for found in self.evidence.expected.objects)
