"""The market database: rows of evidence from every source, how like the subject each is, and why."""
