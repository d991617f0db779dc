"""How many examples: a few in the ordinary suite, always the same; thousands in the deep one."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

FEW = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
MANY = settings(
    FEW,
    max_examples=2000,
    derandomize=False,
    print_blob=True,
    phases=(Phase.explicit, Phase.generate),
)
