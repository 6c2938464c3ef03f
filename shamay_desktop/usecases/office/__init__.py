"""The office, its people and signing in."""
