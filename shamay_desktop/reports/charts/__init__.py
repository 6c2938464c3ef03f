"""Plots as drawings of a report: one drawing for PDF and Word, in points, by outlines alone."""
