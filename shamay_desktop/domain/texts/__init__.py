"""Texts of a report from the case's facts: templates that an office edits, and what they become."""
