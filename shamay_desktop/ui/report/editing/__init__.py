"""Editing the report in its preview: selecting, moving, writing, tables, pictures."""
