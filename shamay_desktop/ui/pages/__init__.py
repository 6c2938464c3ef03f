"""The pages of the steps, and what several of them share."""
