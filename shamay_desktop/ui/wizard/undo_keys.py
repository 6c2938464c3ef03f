"""Gives Ctrl+Z and Ctrl+Y to the case: an editor's own small undo would lose the thread of it."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Watches only the widget that has the focus, and only inside `area`."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            with suppress(RuntimeError):  # it was destroyed while it had the focus
                self._watched.removeEventFilter(self)
        self._watched = new if new is not None and self._area.isAncestorOf(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the editor from claiming the keys; the window's shortcuts then get them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed == QKeySequence("Ctrl+Y") or any(event.matches(key) for key in KEYS):
                event.ignore()
                return True
        return False
