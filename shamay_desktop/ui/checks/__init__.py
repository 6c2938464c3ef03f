"""Step 3: sources that contradict each other, what papers can give, papers of other properties."""
