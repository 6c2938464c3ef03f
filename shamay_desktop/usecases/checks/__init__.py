"""Findings on a case."""
