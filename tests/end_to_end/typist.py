"""Hands of a person in the real window: keys, clicks, the clipboard and dropped files."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Content, Row, Value
from shamay_desktop.domain.fields import Field, Kind, field
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import shown
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.wizard.shell import WizardShell

PATIENCE_MS = 60_000
_KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class Typist:
    """Works in one window as a person does; nothing is set behind the editors' backs."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    # -- looking --------------------------------------------------------------------------

    def sees(self, name: str) -> QWidget | None:
        """The one visible widget of an object name, None when there is none or it is hidden."""
        windows = [self.window, *self.window.dialogs()]
        found = {each for one in windows for each in one.findChildren(QWidget, name)}
        seen = [each for each in found if each.isVisible()]
        assert len(seen) < 2, name
        return seen[0] if seen else None

    def widget(self, name: str) -> QWidget:
        """The visible widget of an object name, waited for."""
        self.until(lambda: self.sees(name) is not None, name)
        found = self.sees(name)
        assert found is not None
        return found

    def text_of(self, name: str) -> str:
        """What the visible label of an object name says."""
        label = self.widget(name)
        assert isinstance(label, QLabel)
        return label.text()

    def until(self, done: Callable[[], bool], what: str = "") -> None:
        """Wait for something that another thread or a timer brings."""
        try:
            self.qtbot.waitUntil(done, timeout=PATIENCE_MS)
        except Exception as error:
            error.add_note(f"waiting for {what}")
            raise

    def rest(self) -> None:
        """Wait until both lanes are idle."""
        self.until(lambda: self.window.tasks.idle, "the lanes")

    @property
    def shell(self) -> WizardShell:
        """The open wizard."""
        assert self.window.workplace is not None
        assert self.window.workplace.case is not None
        return self.window.workplace.case.shell

    # -- hands ----------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Click a button."""
        button = self.widget(name)
        self.until(button.isEnabled, f"{name} to be enabled")
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press one key."""
        self.qtbot.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)

    def keys(self, widget: QWidget, text: str) -> None:
        """Type a text, a key event for each character (QTest knows no Hebrew keys)."""
        for character in text:
            key = _KEYS.get(character, Qt.Key.Key_unknown)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(widget, event)

    def type_over(self, widget: QWidget, text: str) -> None:
        """Click into an editor and type over what stands there."""
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self.key(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.key(widget, Qt.Key.Key_Delete)
        self.keys(widget, text)

    def line(self, name: str, text: str) -> None:
        """Type into a line of a card: `field:<name>`."""
        self.type_over(self.widget(f"field:{name}"), text)

    def paste(self, widget: QWidget, text: str) -> None:
        """Copy elsewhere, Ctrl+V here."""
        QGuiApplication.clipboard().setText(text)
        self.key(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def drop(self, widget: QWidget, paths: Sequence[Path]) -> None:
        """Drag files from the desktop over a widget and let them go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        place = QPointF(widget.rect().center())
        enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(widget, enter)
        assert enter.isAccepted(), widget.objectName()
        drop = QDropEvent(place, Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(widget, drop)

    def reaches(self, path: str) -> bool:
        """Whether the field is asked for and has the focus now."""
        return self.shell.go_to(path)

    def click_item(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click a cell or an item of a view."""
        view.scrollTo(index)
        place = view.visualRect(index).center()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.qtbot.mouseClick(view.viewport(), left, none, place)

    def choose(self, name: str, code: str) -> None:
        """Open a list of choices and click one of them."""
        box = self.widget(name)
        assert isinstance(box, QComboBox)
        if not box.view().isVisible():
            self.key(box, Qt.Key.Key_F4)
            self.until(box.view().isVisible, f"the list of {name}")
        self.click_item(box.view(), box.model().index(box.findData(code), 0))

    def open_tab(self, name: str, place: int) -> None:
        """Click a tab of a row of tabs."""
        tabs = self.widget(name)
        assert isinstance(tabs, QTabWidget)
        bar = tabs.tabBar()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.qtbot.mouseClick(bar, left, none, bar.tabRect(place).center())
        assert tabs.currentIndex() == place

    # -- fields ---------------------------------------------------------------------------

    def enter(self, path: str, value: Value) -> None:
        """Answer a field of the form that is open, by its kind."""
        member = field(path)
        content = value.content
        if content is None:
            self._say_none(path)
        elif isinstance(content, tuple) and member.kind is Kind.LIST:
            rows = [row for row in content if isinstance(row, Row)]
            self._fill_list(member, rows)
        elif isinstance(content, Mapping):
            for name, cell in content.items():
                self._answer(member.column(name), f"{path}/{name}", cell.content)
        else:
            self._answer(member, path, content)
        self.shell.save_by_hand()

    def _answer(self, member: Field, path: str, content: Content | None) -> None:
        assert content is not None
        if member.kind is Kind.FLAG:
            self.press(f"choice:{member.id}:{'yes' if content else 'no'}")
            return
        if member.kind is Kind.CHOICES:
            assert isinstance(content, tuple)
            for code in content:
                self.press(f"choice:{member.id}:{code}")
            return
        editor = self.widget(f"field:{path}")
        inner = editor.findChild(QLineEdit) if member.kind is Kind.CHOICE else None
        target = inner or editor
        self.type_over(target, as_typed(member, content))
        if member.kind is not Kind.LONG_TEXT:
            self.key(target, Qt.Key.Key_Return)

    def _say_none(self, path: str) -> None:
        self.press(f"action:none:{path}")

    def _fill_list(self, member: Field, rows: Sequence[Row]) -> None:
        """The first row is added, then the whole table is pasted at its first cell."""
        editor = self.widget(f"list:{member.id}")
        assert isinstance(editor, ListEditor)
        if editor.table is None or not editor.table.isVisible():
            self.press(f"action:add-first:{member.id}")
        table = self.widget(f"field:{member.id}")
        for column in editor.model.extra_columns:
            if any(row.content(column.id) is not None for row in rows):
                editor.head.column_chosen.emit(column.id, True)  # as its menu does
        columns = [column for column in editor.model.columns if isinstance(column, Field)]
        lines = [
            "\t".join(
                "" if row.content(each.id) is None else pasted(as_typed(each, row.content(each.id)))
                for each in columns
            )
            for row in rows
        ]
        editor.focus_cell(f"{member.id}/{editor.model.rows[0].id}/{columns[0].id}")
        self.paste(table, "\n".join(lines))


def pasted(text: str) -> str:
    """A cell as spreadsheets copy it: in quotation marks when it has lines of its own."""
    if "\n" not in text:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def as_typed(member: Field, content: Content | None) -> str:
    """A content as a person writes it: labels of choices, dates day first."""
    return shown(member, scalar(content), "he")


def scalar(content: Content | None) -> Scalar:
    """A content that is no row and no record."""
    if isinstance(content, tuple):
        return tuple(code for code in content if isinstance(code, str))
    assert isinstance(content, str | bool)
    return content
