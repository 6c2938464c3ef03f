"""Places: coordinate systems and the transforms between them, by name."""
