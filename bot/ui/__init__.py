"""Telegram parts shared by all conversations."""
