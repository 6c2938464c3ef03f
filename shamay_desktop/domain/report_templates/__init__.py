"""Templates of reports: order of chapters and sections, fixed paragraphs and looks, as data."""
