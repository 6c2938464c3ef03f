"""Measured plans for programs that draw."""
