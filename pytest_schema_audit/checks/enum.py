"""Compare an enumerated type's labels and their order with what is expected."""

from __future__ import annotations

from ..model import Enum
from ..verdict import Finding, Verdict
from .wording import verdict


def check_enum(expected: tuple[str, ...], found: Enum) -> Verdict:
    """Compare labels: those missing, those unexpected, and their order."""
    missing = [label for label in expected if label not in found.labels]
    extra = [label for label in found.labels if label not in expected]
    changes = [Finding("label", label, "") for label in missing]
    changes += [Finding("label", "", label) for label in extra]
    if not changes and expected != found.labels:
        changes = [Finding("order", ", ".join(expected), ", ".join(found.labels))]
    return verdict(changes, f"[{', '.join(found.labels)}]")
