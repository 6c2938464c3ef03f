"""The adjustment grid of step 4: the subject beside the comparables, head by head."""
