"""What a user can do: one verb per function, and the ports that the verbs need."""
