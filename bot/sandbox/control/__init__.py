"""The control API: what tests, the demo and the page say to the sandbox. Described in `docs/sandbox.md`."""
