"""What stands on the pages of stored papers: their own text, kept readings, signatures."""
