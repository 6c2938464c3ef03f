"""The list of cases and the quick look."""
