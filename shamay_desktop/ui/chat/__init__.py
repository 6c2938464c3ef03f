"""The conversation of a case beside its form, or in a window of its own."""
