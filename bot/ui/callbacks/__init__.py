"""Every button's data: typed, at most 64 bytes, a module for each noun, pinned by `tests/handlers/test_wires.py`.

A callback carries ids and, where it changes something, the version of what was shown. It is untrusted: handlers re-read
and re-authorise (rules.md, rule 5). Prefixes are never reused for another meaning, for old buttons live for ever.
"""
