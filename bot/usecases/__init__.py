"""One action each: opens a transaction, asks `db/`, applies `bot.domain`, commits."""
