"""Repositories: records of the domain in and out of the tables."""
