"""The statements that fragments of a manifest are parsed in, one for each kind of fragment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wrapper:
    """The statement around a fragment, and what may be found in it.

    :ivar noun: what the fragment is.
    :ivar form: how it is written.
    :ivar head: the words before it.
    :ivar tail: the words after it.
    :ivar statement: the parse tree's name of the statement.
    :ivar elements: the field that lists elements, of which one is wanted; empty for none.
    :ivar fields: the statement's fields that may be set at all; empty for all of them.
    :ivar contype: the constraint's ``contype``; empty if it is none.
    """

    noun: str
    form: str
    head: str
    tail: str
    statement: str
    elements: str
    fields: frozenset[str]
    contype: str = ""

    @property
    def a_noun(self) -> str:
        """The noun with its article."""
        return a_noun(self.noun)


def a_noun(noun: str) -> str:
    """Return the name of a kind with its article.

    :param noun: its words; underscores stand for spaces.
    """
    words = noun.replace("_", " ")
    return f"an {words}" if words[0] in "aeio" else f"a {words}"


_TABLE_FIELDS: Final = frozenset({"relation", "oncommit"})
_COLUMN_FORM: Final = "TYPE [COLLATE x] [NOT NULL] [DEFAULT expression | GENERATED …]"
_INDEX_FORM: Final = (
    "METHOD (keys) [INCLUDE (…)] [NULLS NOT DISTINCT] [WITH (…)] [WHERE …], what follows USING"
)
_INDEX_FIELDS: Final = frozenset(
    {
        "idxname",
        "relation",
        "accessMethod",
        "indexParams",
        "indexIncludingParams",
        "options",
        "whereClause",
        "nulls_not_distinct",
        "unique",
    }
)


def _constraint(noun: str, form: str, contype: str) -> Wrapper:
    fields = frozenset({"relation", "cmds", "objtype"})
    head = "ALTER TABLE t ADD CONSTRAINT c "
    return Wrapper(noun, form, head, "", "AlterTableStmt", "cmds", fields, contype)


def _index(noun: str, words: str) -> Wrapper:
    head = f"{words} i ON t USING "
    return Wrapper(noun, _INDEX_FORM, head, "", "IndexStmt", "", _INDEX_FIELDS)


WRAPPERS: Final[Mapping[str, Wrapper]] = {
    "column": Wrapper(
        noun="column definition",
        form=_COLUMN_FORM,
        head="CREATE TABLE t (c ",
        tail=")",
        statement="CreateStmt",
        elements="tableElts",
        fields=_TABLE_FIELDS | {"tableElts"},
    ),
    "primary_key": _constraint("primary key", "[a, b], or PRIMARY KEY (a, b) …", "CONSTR_PRIMARY"),
    "unique": _constraint("unique constraint", "UNIQUE (a, b) …", "CONSTR_UNIQUE"),
    "foreign_key": _constraint(
        "foreign key", "FOREIGN KEY (a) REFERENCES b(c) …", "CONSTR_FOREIGN"
    ),
    "check": _constraint("check constraint", "CHECK (expression) …", "CONSTR_CHECK"),
    "exclusion": _constraint(
        "exclusion constraint", "EXCLUDE USING gist (a WITH =) …", "CONSTR_EXCLUSION"
    ),
    "index": _index("index definition", "CREATE INDEX"),
    "unique_index": _index("unique index definition", "CREATE UNIQUE INDEX"),
    "partition_by": Wrapper(
        noun="partition key",
        form="RANGE (a), LIST (a) or HASH (a)",
        head="CREATE TABLE t (c int) PARTITION BY ",
        tail="",
        statement="CreateStmt",
        elements="tableElts",
        fields=_TABLE_FIELDS | {"tableElts", "partspec"},
    ),
    "partition_of": Wrapper(
        noun="partition bound",
        form="parent FOR VALUES …, or parent DEFAULT",
        head="CREATE TABLE t PARTITION OF ",
        tail="",
        statement="CreateStmt",
        elements="",
        fields=_TABLE_FIELDS | {"inhRelations", "partbound"},
    ),
    "sequence": Wrapper(
        noun="sequence definition",
        form="TYPE [START n] [INCREMENT n] [MINVALUE n] [MAXVALUE n] [CACHE n] [OWNED BY t.c]",
        head="CREATE SEQUENCE s AS ",
        tail="",
        statement="CreateSeqStmt",
        elements="",
        fields=frozenset({"sequence", "options"}),
    ),
}
