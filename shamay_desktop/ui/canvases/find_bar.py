"""The line for searching in a paper: words, which hit of how many, on to the next or back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme


class FindBar(QFrame):
    """Hidden until it is asked for. Enter goes on, Shift+Enter back, Escape closes."""

    changed = Signal(str)
    step_asked = Signal(int)
    closed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("find-bar")
        self._texts = texts
        self.words = QLineEdit()
        self.words.setObjectName("field:find-in-paper")
        self.words.setPlaceholderText(texts("viewer.find_hint"))
        self.words.setAccessibleName(texts("viewer.find"))
        self.words.setToolTip(texts("viewer.find_tip"))
        self.words.setClearButtonEnabled(True)
        self.words.addAction(
            theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.count = QLabel()
        self.count.setObjectName("find-count")
        self.count.setMinimumWidth(9 * theme.SPACE)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.unread = QLabel(wordWrap=True)
        self.unread.setObjectName("find-unread")
        theme.set_tone(self.unread, "muted")
        theme.align_leading(self.unread)
        self.unread.hide()
        self.previous = self._button("up", "viewer.find_previous")
        self.next = self._button("down", "viewer.find_next")
        self.close_button = self._button("close", "viewer.find_close")
        self._lay_out()
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self.changed)
        self.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.step_asked.emit(1))
        self.close_button.clicked.connect(self.closed)
        self.show_count(0, 0, ())
        self.hide()

    def begin(self) -> None:
        """Type words at once, over those that were searched for last."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def show_count(self, current: int, count: int, unread: tuple[int, ...]) -> None:
        """Which hit of how many, and the pages that could not be searched."""
        texts, typed = self._texts, bool(self.words.text().strip())
        if not typed:
            words = ""
        elif not count:
            words = texts("viewer.find_none")
        else:
            words = texts("viewer.find_count", place=current, count=count)
        self.count.setText(words)
        theme.set_tone(self.count, "ink" if count else "warning")
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        self.unread.setVisible(typed and bool(unread))
        if unread:
            pages = told_pages(unread)
            self.unread.setText(texts("viewer.find_unread", n=len(unread), pages=pages))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape while one types."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step_asked.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def _button(self, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setObjectName(f"action:{key.rpartition('.')[2].replace('_', '-')}")
        button.setToolTip(self._texts(key))
        button.setAccessibleName(self._texts(key))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE // 2)
        row.addWidget(self.words, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE // 2, 2, theme.SPACE // 2, 2)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.unread)


def told_pages(pages: tuple[int, ...]) -> str:
    """Numbers of pages, runs of them as from–to: 1–3, 7."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(
        str(run[0]) if len(run) == 1 else f"\u2066{run[0]}–{run[-1]}\u2069" for run in runs
    )
