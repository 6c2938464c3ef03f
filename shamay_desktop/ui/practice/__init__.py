"""The practice of the office: tables, rounding, sources, likeness, heads and indexes."""
