"""Building permits: form 3 with its cover, conditions and fees, and the forms since the reform."""
