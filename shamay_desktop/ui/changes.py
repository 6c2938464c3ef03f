"""Tells every screen what a use case changed, so that each refreshes what it shows."""

from PySide6.QtCore import QObject, Signal


class ChangeHub(QObject):
    """One for the window; whoever ran a use case announces its `Changes`."""

    changed = Signal(object)
    """Changes of a use case that was committed."""
