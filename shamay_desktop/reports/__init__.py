"""Writers of one report content: PDF, DOCX and data."""
