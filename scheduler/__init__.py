"""APScheduler only ticks; the truth is in the tables."""
