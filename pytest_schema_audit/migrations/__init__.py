"""Migrations: found in the folders that teams keep them in, and run as their own tools do.

Which statement made what is asked of :mod:`.provenance`, where something drifted.
"""

from __future__ import annotations

from .errors import MigrationError
from .failure import MigrationFailed, ScriptFailed, StepFailed
from .foreign import Recorded, recorded
from .layouts import LAYOUTS, detect, discover
from .ledger import (
    LedgerFinding,
    LedgerState,
    applied_count,
    ledger_findings,
    ledger_query,
)
from .plan import Applied, History, LeftOut, Migration, Options, Plan, Problem
from .runner import apply, run_script
from .steps import steps_of, unrecorded

__all__ = [
    "LAYOUTS",
    "Applied",
    "History",
    "LedgerFinding",
    "LedgerState",
    "LeftOut",
    "Migration",
    "MigrationError",
    "MigrationFailed",
    "Options",
    "Plan",
    "Problem",
    "Recorded",
    "ScriptFailed",
    "StepFailed",
    "applied_count",
    "apply",
    "detect",
    "discover",
    "ledger_findings",
    "ledger_query",
    "recorded",
    "run_script",
    "steps_of",
    "unrecorded",
]
