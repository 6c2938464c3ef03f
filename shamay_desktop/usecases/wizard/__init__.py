"""The wizard's session: open, keep edits, leave and finish steps."""
