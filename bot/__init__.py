"""Штурман: a Telegram bot that keeps school career-guidance roadmaps on course."""
