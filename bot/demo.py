"""Starts the sandbox and a real `run`, and seeds the sample world."""
