"""The tray of an import: what is under way with progress and cancel, and what became of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from shamay_desktop.domain.market.rows import MarketSource
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.buttons import action


class ImportTray(QFrame):
    """Hidden while nothing is imported; a result stays until it is put away."""

    cancel_asked = Signal()
    account_asked = Signal(object)
    """MarketSource."""

    undo_asked = Signal(object)
    """MarketSource."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-tray")
        self.setProperty("surface", "true")
        self._texts = texts
        self._source: MarketSource | None = None
        self._working = ""
        self._build()
        self.hide()

    def show_work(self, words: str) -> None:
        """Something is under way."""
        self._source = None
        self.words.setText(words)
        theme.set_tone(self.words, "ink")
        self._working = words
        self.bar.setRange(0, 0)
        self._show(working=True)

    def show_progress(self, done: int, total: int) -> None:
        """So much of it; it can be stopped."""
        if not self.stop.isEnabled():  # rows are made ready again: somebody else wrote meanwhile
            self.words.setText(self._working)
            self.stop.setEnabled(True)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_steps(self, done: int, total: int) -> None:
        """So much of what ends in one write: while that runs nothing can be stopped."""
        if done < total:
            self.show_progress(done, total)
            return
        self.words.setText(self._texts("market.keeping"))
        self.bar.setRange(0, 0)
        self.stop.setEnabled(False)

    def show_result(self, words: str, source: MarketSource | None, *, failed: bool = False) -> None:
        """How it ended; of an import there is an account, and it can be undone."""
        self._source = source
        self.words.setText(words)
        theme.set_tone(self.words, "error" if failed else "ink")
        self._show(working=False)

    def _show(self, *, working: bool) -> None:
        self.stop.setEnabled(True)
        for widget in (self.bar, self.stop):
            widget.setVisible(working)
        self.close_button.setVisible(not working)
        for widget in (self.account, self.undo):
            widget.setVisible(not working and self._source is not None)
        self.show()

    def _build(self) -> None:
        texts = self._texts
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("import-words")
        theme.align_leading(self.words)
        self.bar = QProgressBar()
        self.bar.setObjectName("import-progress")
        self.bar.setAccessibleName(texts("market.import_progress"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(20 * theme.SPACE)
        self.account = action(texts, "import-account", "market.account", "list")
        self.undo = action(texts, "undo-import", "market.undo_import", "undo")
        self.stop = action(texts, "stop-import", "market.import_stop", "close")
        self.close_button = action(texts, "close-import", "market.close")
        self._on(self.account, lambda: self.account_asked.emit(self._source))
        self._on(self.undo, lambda: self.undo_asked.emit(self._source))
        self._on(self.stop, self.cancel_asked.emit)
        self._on(self.close_button, self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, theme.SPACE // 2)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.account, self.undo, self.stop, self.close_button):
            row.addWidget(widget)

    def _on(self, button: QPushButton, do: Callable[[], object]) -> None:
        button.clicked.connect(lambda _checked: do())
