"""The office's templates of reports: order of chapters, fixed paragraphs, looks."""
