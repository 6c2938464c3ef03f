"""The market database: evidence from every source, and how like the subject each row is."""
