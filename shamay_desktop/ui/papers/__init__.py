"""The parts of the documents page: papers, photos, adding files."""
