"""Under the grid: the current cell in words, its reason, and what the index and the data say."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
)

from shamay_desktop.domain.fields.adjustments import UNITS
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.wording import directed


@dataclass(frozen=True, slots=True)
class CellTold:
    """The current cell: its title, unit (None: it holds nothing), reason, and what is offered.

    `offer` says what the index or the data say, of a fact that was typed over what was imported;
    `takes` whether there is something to take, or to take back.
    """

    title: str = ""
    unit: str | None = None
    reason: str = ""
    support: str = ""
    offer: str = ""
    takes: bool = False
    lacks_reason: bool = False
    problem: str = ""
    is_fact: bool = False
    reasons: tuple[str, ...] = ()


class CellDetails(QFrame):
    """It tells what was typed; Enter in the reason goes back to the grid."""

    reason_typed = Signal(str)
    unit_chosen = Signal(str)
    take_asked = Signal()
    back_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("card")
        self._texts = texts
        self._told = CellTold()
        self.title = QLabel()
        self.title.setObjectName("grid:title")
        theme.set_tone(self.title, "heading")
        self.unit = QComboBox()
        self.unit.setObjectName("grid:unit")
        self.unit.setAccessibleName(texts("grid.unit"))
        for choice in UNITS:
            self.unit.addItem(choice.label(texts.language.value), choice.code)
        self.unit.activated.connect(lambda at: self.unit_chosen.emit(self.unit.itemData(at)))
        self.reason = QLineEdit()
        self.reason.setObjectName("grid:reason")
        self.reason.setAccessibleName(texts("grid.reason"))
        self.reason.setPlaceholderText(texts("grid.reason_asked"))
        self.reason.setToolTip(texts("grid.hint.reason"))
        self.reason.installEventFilter(self)
        self.reason.editingFinished.connect(self._on_reason_finished)
        self.offer = QLabel(wordWrap=True)
        self.offer.setObjectName("grid:offer")
        self.support = QLabel(wordWrap=True)
        self.support.setObjectName("grid:support")
        theme.set_tone(self.support, "muted")
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("grid:problem")
        theme.set_tone(self.problem, "warning")
        self.take = QPushButton(texts("grid.take"))
        self.take.setObjectName("grid:take")
        self.take.setToolTip(texts("grid.hint.take"))
        self.take.clicked.connect(self.take_asked)
        self._lay_out()

    def show_cell(self, told: CellTold) -> None:
        """Show a cell; a reason that is being typed is left alone."""
        same = told.title == self._told.title
        self._told = told
        self.title.setText(directed(told.title, self._texts))
        for part in (self._unit_label, self._reason_label, self.unit, self.reason):
            part.setVisible(not told.is_fact)
            part.setEnabled(told.unit is not None)
        self.unit.setCurrentIndex(max(self.unit.findData(told.unit or "percent"), 0))
        if not (same and self.reason.hasFocus()) and self.reason.text() != told.reason:
            self.reason.setText(told.reason)
        theme.set_problem(self.reason, "warning" if told.lacks_reason else "")
        if told.reasons:
            completer = QCompleter(list(told.reasons), self.reason)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.reason.setCompleter(completer)
        self._say(self.offer, told.offer)
        # What was taken as it is still offered is said once.
        taken = strip_marks(told.support) in strip_marks(told.offer)
        self._say(self.support, "" if taken else told.support)
        self._say(self.problem, told.problem)
        self.take.setText(self._texts("grid.fact.restore" if told.is_fact else "grid.take"))
        self.take.setToolTip(self._texts("grid.hint.restore" if told.is_fact else "grid.hint.take"))
        self.take.setVisible(bool(told.offer))
        self.take.setEnabled(told.takes)

    def say_problem(self, words: str) -> None:
        """Say what went wrong with a gesture, until another cell is shown."""
        self._say(self.problem, words)

    def ask_reason(self) -> None:
        """To the reason, all of it selected."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()

    def commit(self) -> None:
        """Keep a reason that is being typed."""
        self._on_reason_finished()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the reason and goes back; Escape goes back as it was."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_reason_finished()
                self.back_asked.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reason.setText(self._told.reason)
                self.back_asked.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_reason_finished(self) -> None:
        text = " ".join(self.reason.text().split())
        if self.reason.isEnabled() and text != self._told.reason:
            self.reason_typed.emit(text)

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(directed(words, self._texts) if words else "")
        label.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._unit_label = QLabel(self._texts("grid.unit"))
        self._reason_label = QLabel(self._texts("grid.reason"))
        self._unit_label.setBuddy(self.unit)
        self._reason_label.setBuddy(self.reason)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        grid.addWidget(self.title, 0, 0, 1, 5)
        for at, part in enumerate(
            (self._unit_label, self.unit, self._reason_label, self.reason, self.take)
        ):
            grid.addWidget(part, 1, at)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self.problem, 2, 0, 1, 5)
        grid.addWidget(self.offer, 3, 0, 1, 5)
        grid.addWidget(self.support, 4, 0, 1, 5)
