"""The methods of the Bot API, a module a noun; `table.py` lists them all."""
