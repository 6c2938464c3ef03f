"""Signing reports, counting their versions, and checking a file that somebody holds."""
