"""Measuring on a plan: scales from reference lengths, areas and lengths with their error."""
