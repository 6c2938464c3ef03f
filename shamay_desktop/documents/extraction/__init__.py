"""Extractors: from the words of pages to the values of a paper, each with its place.

Pure: they see `PageText` and nothing else, so that they can be tried without a file.
"""
