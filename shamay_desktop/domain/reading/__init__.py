"""What is read from papers: words with their places, values with their sources, what they mean."""
