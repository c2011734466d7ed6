"""Bytes of a document → a neutral `Grid` of strings, and nothing more."""
