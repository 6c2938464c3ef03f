"""The review of a report: who waits, what is said of it, and what becomes of it."""
