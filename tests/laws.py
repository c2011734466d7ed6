"""How hard a law is tried: `make check` looks briefly (SHTURMAN_LAWS=quick), `make test` in full."""

import os

from hypothesis import HealthCheck, settings

BRIEFLY = 10 if os.environ.get("SHTURMAN_LAWS") == "quick" else 1


def tried(examples: int) -> settings:
    """Settings for a property: so many examples, a tenth of them in the quick gate."""
    return settings(
        max_examples=max(examples // BRIEFLY, 5), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
