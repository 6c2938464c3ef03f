"""What an appraiser does with evidence: bring it in, search it, decide of it."""
