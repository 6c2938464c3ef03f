"""Texts in Hebrew and English, formats of numbers and dates, and bidirectional order."""
