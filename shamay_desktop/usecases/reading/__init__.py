"""Reading the papers of a case: what was read of them, and its versions."""
