"""Migrations: found in the folders that teams keep them in, and run as their own tools do."""

from __future__ import annotations

from .described import Described
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
from .provenance import Origin, Provenance
from .runner import apply, run_script

__all__ = [
    "LAYOUTS",
    "Applied",
    "Described",
    "History",
    "LedgerFinding",
    "LedgerState",
    "LeftOut",
    "Migration",
    "MigrationError",
    "MigrationFailed",
    "Options",
    "Origin",
    "Plan",
    "Problem",
    "Provenance",
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
]
