"""The wizard: the shell around the five steps, and saving."""
