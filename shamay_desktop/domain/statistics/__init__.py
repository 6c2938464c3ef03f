"""Statistics of few numbers: exact where they can be, by plain floats where they cannot."""
