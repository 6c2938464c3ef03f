"""The limited processes in which foreign files are parsed, and their pool."""
