"""The chapters of the report, one file a chapter: from facts to typed blocks."""
