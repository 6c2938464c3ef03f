"""Pictures of every screen and state, in each look: for the guide and for eyes."""
