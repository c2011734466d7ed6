"""Every test of the sandbox talks to a running one."""

from tests.sandbox.world import sandbox, world

__all__ = ["sandbox", "world"]
