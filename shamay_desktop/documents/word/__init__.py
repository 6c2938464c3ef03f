"""Word files that an office brings as templates of its reports, read in the limited process."""
