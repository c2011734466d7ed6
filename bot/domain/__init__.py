"""The functional core: what can be decided without I/O, with the moment passed in."""
