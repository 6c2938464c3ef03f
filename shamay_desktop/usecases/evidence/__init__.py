"""Papers and photos of a case."""
