"""Screens: pure functions from values to a `Screen`."""
