"""The palette: every action that is valid now, found by its name (Ctrl+K)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.dialogs.palette_line import PaletteDelegate

SHOWN = 60
"""How many lines are shown; who looks for more types another letter."""

WIDTH = 76 * theme.SPACE
HEIGHT = 52 * theme.SPACE
RECENT = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the palette offers; a disabled one is shown, but does not run."""

    action: Action
    title: str
    keys: str
    can: bool


class Palette(QDialog):
    """A field and a list over the window; Enter runs, Esc goes away. Nothing is remembered but
    `recent`, the ids that were run last, which its owner keeps."""

    def __init__(
        self, texts: Texts, sets: Sequence[ActionSet], recent: list[str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setProperty("popup", "true")
        self.setAccessibleName(texts("actions.palette"))
        self._texts = texts
        self._sets = sets
        self._recent = recent
        self.words = QLineEdit()
        self.words.setObjectName("field:palette")
        self.words.setPlaceholderText(texts("actions.palette_hint"))
        self.words.setAccessibleName(texts("actions.palette_hint"))
        self.words.addAction(
            theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.lines = QListWidget()
        self.lines.setObjectName("palette-lines")
        self.lines.setAccessibleName(texts("actions.palette"))
        self.lines.setItemDelegate(PaletteDelegate(self.lines))
        self.lines.setUniformItemSizes(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(texts("actions.nothing_found"))
        theme.set_tone(self._nothing, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.addWidget(self.words)
        column.addWidget(self._nothing)
        column.addWidget(self.lines, 1)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._on_words_changed)
        self.lines.itemClicked.connect(self.run_chosen)
        self._place(parent)
        self._show_lines("")

    def run_chosen(self) -> None:
        """Go away, then do it: the action finds the screen as it was before."""
        item = self.lines.currentItem()
        line = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, Line) or not line.can:
            return
        self.accept()
        if line.action.id in self._recent:
            self._recent.remove(line.action.id)
        self._recent.insert(0, line.action.id)
        del self._recent[RECENT:]
        line.action.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list and Enter runs while one types."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run_chosen()
                return True
            if (by := _WALKING.get(Qt.Key(event.key()))) is not None:
                self._walk(by)
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """One types at once."""
        super().showEvent(event)
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def _walk(self, by: int) -> None:
        count = self.lines.count()
        if count:
            row = min(max(self.lines.currentRow() + by, 0), count - 1)
            self.lines.setCurrentRow(row)

    def _on_words_changed(self, words: str) -> None:
        self._show_lines(words)

    def _show_lines(self, words: str) -> None:
        self.lines.clear()
        found = fitting(self._offered(words), words, self._recent)[:SHOWN]
        for line in found:
            item = QListWidgetItem(line.title)
            spoken = f"{line.title}, {line.keys}" if line.keys else line.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setData(Qt.ItemDataRole.UserRole, line)
            item.setSizeHint(QSize(0, 4 * theme.SPACE))
            if not line.can:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.lines.addItem(item)
        self._nothing.setVisible(not found)
        self.lines.setVisible(bool(found))
        if found:
            self.lines.setCurrentRow(0)

    def _offered(self, words: str) -> list[Line]:
        actions = [action for each in self._sets for action in each if not action.hidden]
        if words.strip():
            actions += [action for each in self._sets for action in each.found(words)]
        return [
            Line(action, title_of(self._texts, action), shown_keys(action), action.enabled())
            for action in actions
        ]

    def _place(self, window: QWidget) -> None:
        size = QSize(
            min(WIDTH, window.width() - 4 * theme.SPACE), min(HEIGHT, window.height() * 3 // 4)
        )
        self.resize(size)
        top = window.mapToGlobal(window.rect().topLeft())
        self.move(top.x() + (window.width() - size.width()) // 2, top.y() + 8 * theme.SPACE)


_WALKING = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


def title_of(texts: Texts, action: Action) -> str:
    """What an action is called."""
    return (
        texts(f"actions.{action.id}", word=action.word)
        if action.word
        else texts(f"actions.{action.id}")
    )


def shown_keys(action: Action) -> str:
    """The first of its keys, as keyboards name them; nothing when it has none."""
    return told_keys(action.keys[0]) if action.keys else ""


def told_keys(keys: str) -> str:
    """Keys in the words that stand on the keyboard: those are Latin in every language."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def fitting(lines: Iterable[Line], words: str, recent: Sequence[str]) -> list[Line]:
    """Those in which each word occurs: titles that begin so first, then the ones run last.

    Words may also be an action's id, which is English: who knows that finds it in any language.
    """
    wanted = words.casefold().split()
    kept = [
        line
        for line in lines
        if all(word in f"{line.title} {line.action.id}".casefold() for word in wanted)
    ]

    def rank(line: Line) -> tuple[bool, bool, int]:
        begins = bool(wanted) and line.title.casefold().startswith(wanted[0])
        place = recent.index(line.action.id) if line.action.id in recent else len(recent)
        return (not line.can, not begins, place)

    return sorted(kept, key=rank)
