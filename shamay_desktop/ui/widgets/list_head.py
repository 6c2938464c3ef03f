"""The head of a list: its label, what is said when it is empty, its buttons and its mark."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from shamay_desktop.domain.case import State
from shamay_desktop.domain.fields import Field
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.source_mark import SourceMark
from shamay_desktop.ui.widgets.wording import label_of, none_choice, none_words, titled

BUTTONS = (
    ("add", "plus", "Insert"),
    ("above", "insert-above", "Alt+Insert"),
    ("copy", "copy", "Ctrl+Shift+D"),
    ("up", "up", "Alt+↑"),
    ("down", "down", "Alt+↓"),
    ("form", "row-form", "Ctrl+Enter"),
    ("remove", "trash", "Ctrl+Delete"),
)


class ListHead(QWidget):
    """It says which button was pressed; buttons are made when there are rows to use them on."""

    pressed = Signal(str)
    """A button's name: `add`, `above`, `copy`, `up`, `down`, `form`, `remove`."""

    none_chosen = Signal()
    column_chosen = Signal(str, bool)
    """An extra column that is to be shown or hidden."""

    def __init__(self, field: Field, texts: Texts) -> None:
        super().__init__()
        self._field = field
        self._texts = texts
        self._buttons: dict[str, QToolButton] = {}
        self._columns: QToolButton | None = None
        self.mark = SourceMark(field, texts, field.id)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        label = QLabel(label_of(field, texts))
        theme.set_tone(label, "accent")
        row.addWidget(label)
        row.addSpacing(theme.SPACE)
        self._empty = self._make_empty()
        row.addWidget(self._empty)
        row.addStretch(1)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(2)
        row.addLayout(self._tools)
        row.addWidget(self.mark)

    @property
    def first(self) -> QPushButton:
        """The button that adds the first row."""
        return self._first

    def show_state(self, state: State | None) -> None:
        """Rows, or a sentence and what can be done: empty, none, or not asked yet."""
        some = state is State.VALUE
        self._empty.setVisible(not some)
        said = {State.NONE: none_words(self._field, self._texts), State.EMPTY: self._left_empty}
        empty = self._texts("forms.list.empty")
        self._sentence.setText(empty if state is None else said.get(state, empty))
        self._none.setVisible(state is not State.NONE and not self._field.must_be_known)
        for button in self._buttons.values():
            button.setVisible(some)
        if self._columns is not None:
            self._columns.setVisible(some)

    def set_read_only(self) -> None:
        """Only looking: columns and the row's form stay, what changes rows does not work."""
        self._first.setEnabled(False)
        self._none.setEnabled(False)
        for name, button in self._buttons.items():
            button.setEnabled(name == "form")

    def make_buttons(self, *, has_extra: bool) -> None:
        """The buttons for rows, and for columns where the list has more of them."""
        if has_extra:
            self._columns = self._tool("columns", "columns", "")
            self._columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self._columns.setProperty("mark", "true")
            self._columns.setMenu(QMenu(self._columns))
            self._tools.addWidget(self._columns)
        for name, icon, key in BUTTONS:
            button = self._buttons[name] = self._tool(name, icon, key)
            button.clicked.connect(partial(self.pressed.emit, name))
            self._tools.addWidget(button)
        before: QWidget = self._none
        for part in filter(None, (self._columns, *self._buttons.values())):
            QWidget.setTabOrder(before, part)
            before = part

    def show_columns(self, extra: Iterable[tuple[Field, bool, bool]]) -> None:
        """Extra columns, whether each is seen, and whether it holds something and must be."""
        menu = None if self._columns is None else self._columns.menu()
        if menu is None:
            return
        menu.clear()
        for column, seen, filled in extra:
            action = QAction(titled(column, self._texts), menu)
            action.setCheckable(True)
            action.setChecked(seen)
            action.setEnabled(not filled)
            action.triggered.connect(
                lambda checked, name=column.id: self.column_chosen.emit(name, checked)
            )
            menu.addAction(action)

    def open_columns(self) -> None:
        """Open the menu of columns, by key or name."""
        if self._columns is not None:
            self._columns.showMenu()

    @property
    def _left_empty(self) -> str:
        return self._texts("forms.list.left_empty")

    def _tool(self, name: str, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        words = self._texts(f"forms.list.{name}")
        button.setToolTip(f"{words} ({key})" if key else words)
        button.setAccessibleName(f"{label_of(self._field, self._texts)}: {words}")
        button.setObjectName(f"action:{name}:{self._field.id}")
        return button

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        row = QHBoxLayout(empty)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._sentence = QLabel()
        theme.set_tone(self._sentence, "muted")
        row.addWidget(self._sentence)
        self._first = self._flat("add-first", self._texts("forms.list.add_first"))
        self._first.clicked.connect(lambda: self.pressed.emit("add"))
        row.addWidget(self._first)
        self._none = self._flat("none", none_choice(self._field, self._texts))
        self._none.setToolTip(f"{none_choice(self._field, self._texts)} (Alt+N)")
        self._none.clicked.connect(self.none_chosen)
        row.addWidget(self._none)
        return empty

    def _flat(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"action:{name}:{self._field.id}")
        button.setAccessibleName(f"{label_of(self._field, self._texts)}: {words}")
        theme.set_kind(button, "flat")
        return button
