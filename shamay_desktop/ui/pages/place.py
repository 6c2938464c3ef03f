"""Where a person is on a page: field, cursor, scroll and refused texts, to be there again.

Pages are built anew for another language or look; what was typed and not kept comes along.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.ui.pages.page import Page
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.list_editor import ListEditor

SETTLING_MS = 800


@dataclass(frozen=True, slots=True)
class Place:
    """`selection` is anchor and cursor in the editor, `top` the row's distance from the upper
    edge of what is seen (pixels; the scroll itself where no field has the focus). `refused`
    are texts that the case does not hold, by path."""

    path: str | None
    selection: tuple[int, int] | None
    top: int
    refused: Mapping[str, str]


def place_on(page: Page) -> Place:
    """Where the person is on the page now."""
    focused, area = page.focusWidget(), _area_of(page)
    row = _row_of(page, focused)
    path = None if row is None else _path_of(row)
    if area is None:
        top = 0
    elif row is None:
        top = area.verticalScrollBar().value()
    else:
        top = row.mapTo(area.viewport(), QPoint(0, 0)).y()
    return Place(path, _selection_in(focused), top, _refused_on(page))


def go_back(page: Page, place: Place) -> None:
    """Bring the person back to a place of the page that stood before this one."""
    for form in page.findChildren(Form):
        form.build_all()
    for path, text in place.refused.items():
        _retype(page, path, text)
    if place.path is not None and page.focus_field(place.path):
        _select(page.focusWidget(), place.selection)
    Settling(page, place)


class Settling(QObject):
    """Keeps the scroll at the place while the new page's layout still grows, for a moment."""

    def __init__(self, page: Page, place: Place) -> None:
        super().__init__(page)
        self._page, self._place = page, place
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(lambda: _scroll(page, place))
        area = _area_of(page)
        if area is not None:
            area.verticalScrollBar().rangeChanged.connect(self._again.start)
        self._again.start()
        QTimer.singleShot(SETTLING_MS, self, self.deleteLater)


def _scroll(page: Page, place: Place) -> None:
    area = _area_of(page)
    if area is None:
        return
    row, bar = _row_of(page, page.focusWidget()), area.verticalScrollBar()
    if place.path is None or row is None:
        bar.setValue(place.top)
        return
    bar.setValue(bar.value() + row.mapTo(area.viewport(), QPoint(0, 0)).y() - place.top)


def _area_of(page: Page) -> QScrollArea | None:
    """The scroll area of the form that is seen."""
    for form in page.findChildren(Form):
        widget: QWidget | None = form
        while widget is not None and widget is not page and form.isVisibleTo(page):
            widget = widget.parentWidget()
            if isinstance(widget, QScrollArea):
                return widget
    return None


def _row_of(page: Page, widget: QWidget | None) -> FieldRow | ListEditor | None:
    while widget is not None and widget is not page:
        if isinstance(widget, FieldRow | ListEditor):
            return widget
        widget = widget.parentWidget()
    return None


def _path_of(row: FieldRow | ListEditor) -> str:
    return row.current_path if isinstance(row, ListEditor) else row.path


def _refused_on(page: Page) -> dict[str, str]:
    refused = {row.path: row.refused_text for row in page.findChildren(FieldRow)}
    for editor in page.findChildren(ListEditor):
        for (row_id, column), (text, _problem) in editor.model.drafts.items():
            refused[f"{editor.path}/{row_id}/{column}"] = text
    return {path: text for path, text in refused.items() if text}


def _retype(page: Page, path: str, text: str) -> None:
    head, *rest = path.split("/")
    for form in page.findChildren(Form):
        row = form.rows.get(head)
        if isinstance(row, ListEditor) and len(rest) == 2:
            try:
                typed(row.field.column(rest[1]), text)
            except Refused as problem:
                row.model.keep_refused(rest[0], rest[1], text, problem)
        elif row is not None:
            kept = form.widget_of(path)
            if isinstance(kept, FieldRow):
                kept.editor.retype(text)


def _selection_in(widget: QWidget | None) -> tuple[int, int] | None:
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().anchor(), widget.textCursor().position()
    if isinstance(widget, QLineEdit):
        start = widget.selectionStart()
        cursor = widget.cursorPosition()
        length = len(widget.selectedText())
        return (start + length if start == cursor else start, cursor) if length else (cursor,) * 2
    return None


def _select(widget: QWidget | None, selection: tuple[int, int] | None) -> None:
    if selection is None:
        return
    anchor, position = selection
    if isinstance(widget, QPlainTextEdit):
        last = widget.document().characterCount() - 1
        cursor = widget.textCursor()
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)
    elif isinstance(widget, QLineEdit):
        widget.setCursorPosition(anchor)
        widget.cursorForward(True, position - anchor) if position > anchor else None  # noqa: FBT003 — Qt's own
        widget.cursorBackward(True, anchor - position) if position < anchor else None  # noqa: FBT003 — Qt's own
