"""Land-registry extracts (נסח טאבו) of the condominium and the rights registers."""
