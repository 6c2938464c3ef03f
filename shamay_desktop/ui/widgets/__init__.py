"""Editors of single fields, forms made from the registry, tables of lists, marks of sources."""
