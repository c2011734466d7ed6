"""A local Bot API server with a chat page: an island that imports nothing of the rest."""
