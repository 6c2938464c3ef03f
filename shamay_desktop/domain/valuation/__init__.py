"""The value: equivalent area, comparison, rounding, VAT and words; exact from end to end."""
