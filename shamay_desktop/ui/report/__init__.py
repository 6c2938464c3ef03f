"""The parts of the export page: preview, checklist, files, printing."""
