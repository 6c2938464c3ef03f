"""Texts of a report: proposed from the case's facts by templates, taken by a person."""
