"""Papers in the layouts of the offices that give them, drawn from facts that are handed in."""
