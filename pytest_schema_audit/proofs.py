"""The proofs of an audit: drift of every kind, made on a copy of the database it audited."""

from __future__ import annotations

from collections.abc import Mapping

from .database import cloned_database
from .evidence import Evidence
from .reading import evidence_now
from .servers import Server
from .verdict import ItemKey, Verdict


def proof_verdicts(
    server: Server, conninfo: str, evidence: Evidence, answers: Mapping[ItemKey, Verdict]
) -> dict[ItemKey, Verdict]:
    """Answer the items ``prove.*``, if there are any.

    :param server: the private server.
    :param conninfo: the audited database, to which nobody is connected.
    :param evidence: what the audit read.
    :param answers: its verdicts.
    """
    if not any(item.kind == "prove" for item in evidence.outline.items()):
        return {}
    # Few runs ask for proofs, and the catalogue is large.
    from .proving.connection import PreparingConnection
    from .proving.prove import prove

    with (
        cloned_database(server, conninfo) as copy,
        PreparingConnection.connect(copy, autocommit=True, prepare_threshold=None) as conn,
    ):
        return prove(
            conn,
            evidence,
            answers,
            lambda conn: evidence_now(conn, evidence.outline, evidence.ledgers),
        )
