"""Where papers, photos and report pages are looked at."""
