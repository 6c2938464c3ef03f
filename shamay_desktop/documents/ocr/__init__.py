"""Recognition of scans: a worker program of its own, and what the program knows of it."""
