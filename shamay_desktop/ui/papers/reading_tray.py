"""The tray over the wizard's foot: which paper is being read, how far, and how it ended."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.reading_queue import ReadingQueue

GLANCE_MS = 8_000
"""How long it is told that everything was read."""


class ReadingTray(QFrame):
    """Hidden while nothing is read; at every step, since reading goes on over all of them."""

    show_asked = Signal()
    """The person wants to see what was read."""

    def __init__(self, texts: Texts, queue: ReadingQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading-tray")
        self.setProperty("surface", "true")
        self._texts = texts
        self._queue = queue
        self._was_cancelled = False
        self._glance = QTimer(self, singleShot=True, interval=GLANCE_MS)
        self._glance.timeout.connect(self.hide)
        self._build()
        queue.changed.connect(self._on_queue_changed)
        queue.ended.connect(self._on_queue_ended)
        self.hide()
        self._on_queue_changed()

    def cancel(self) -> None:
        """Stop reading."""
        self._was_cancelled = True
        self._queue.cancel()

    def _on_queue_changed(self) -> None:
        current = self._queue.current
        if current is None:
            return
        self._glance.stop()
        name, work = current
        texts = self._texts
        key = "papers.tray.pages" if work.total else "papers.tray.reading"
        facts = {"done": work.done, "total": work.total} if work.total else {}
        words = texts(key, file=name, **facts)
        if self._queue.waiting:
            words += texts("papers.tray.behind", n=self._queue.waiting)
        self.words.setText(words)
        self.bar.setRange(0, work.total)
        self.bar.setValue(work.done)
        self._show(working=True)

    def _on_queue_ended(self) -> None:
        texts, outcome = self._texts, self._queue.outcome
        done = sum(outcome.values())
        parts = [
            texts(key, n=count)
            for key, count in (
                ("papers.tray.done", done),
                ("papers.tray.failed", len(outcome) - done),
            )
            if count
        ]
        if self._was_cancelled:
            parts.append(texts("papers.tray.cancelled"))
        self._was_cancelled = False
        self.words.setText(" ".join(parts))
        self._show(working=False)
        self.look.setVisible(done > 0)
        if not parts:
            self.hide()
        elif done == len(outcome):
            self._glance.start()

    def _show(self, *, working: bool) -> None:
        for widget in (self.bar, self.stop):
            widget.setVisible(working)
        for widget in (self.look, self.close_button):
            widget.setVisible(not working)
        self.show()

    def _on_look_clicked(self) -> None:
        self.hide()
        self.show_asked.emit()

    def _build(self) -> None:
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("reading-words")
        theme.align_leading(self.words)
        self.bar = QProgressBar()
        self.bar.setObjectName("reading-progress")
        self.bar.setAccessibleName(self._texts("papers.tray.progress"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(20 * theme.SPACE)
        self.stop = self._button("cancel-reading", "papers.tray.cancel")
        self.look = self._button("show-proposals", "papers.tray.show")
        self.close_button = self._button("close-reading", "papers.tray.close")
        theme.set_kind(self.look, "flat")
        self.stop.clicked.connect(self.cancel)
        self.look.clicked.connect(self._on_look_clicked)
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, theme.SPACE // 2)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.look, self.stop, self.close_button):
            row.addWidget(widget)

    def _button(self, name: str, key: str) -> QPushButton:
        button = QPushButton(self._texts(key))
        button.setObjectName(f"action:{name}")
        if self._texts.has(f"{key}_tip"):
            button.setToolTip(self._texts(f"{key}_tip"))
        return button
