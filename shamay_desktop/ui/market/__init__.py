"""Evidence in the window: the office's market data, imports, and finding comparables."""
