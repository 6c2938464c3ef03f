"""The table of map pictures: what is drawn on them, and the tools that draw it."""
