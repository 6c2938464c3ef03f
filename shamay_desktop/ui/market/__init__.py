"""Evidence in the window: the market data of the office, bringing them in, and finding comparables."""
