"""A group of a form: its heading and its rows, two beside each other where there is room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.fields import Field, Group, Kind
from shamay_desktop.domain.fields.typed_input import typed_parcel
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.list_model import ListOptions
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.record_row import RecordRow

Row = FieldRow | RecordRow | ListEditor
Line = tuple[str, ...]
"""Ids of fields that stand in one line of the form."""

TWO_COLUMNS_FROM = 620


@dataclass(frozen=True, slots=True)
class FormLayout:
    """What a form knows beyond the registry: fields in one line, options of lists by id."""

    lines: Sequence[Line] = ()
    lists: Mapping[str, ListOptions] = with_default(default_factory=dict)


class FormGroup(QWidget):
    """Rows flow in reading order; a long text, a record, a list and a line take a whole line."""

    folded = Signal(bool)
    """Its heading was pressed: it shall be folded, or unfolded."""

    def __init__(
        self, context: PageContext, group: Group, fields: Sequence[Field], layout: FormLayout
    ) -> None:
        super().__init__()
        self.group = group
        self.is_folded = False
        self.setObjectName(f"group:{group.key}")
        self._context = context
        self._columns = 0
        self._broad: list[QWidget] = []
        self._shown: dict[str, bool] = {}
        self.rows: list[Row] = []
        self._flow: list[tuple[QWidget, list[Row], bool]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE)
        self._lay_out(group)
        self._layout = layout
        self._make_rows(fields, layout.lines)
        self.arrange()

    def want(self, row: Row, shown: bool) -> bool:
        """Show a row or take it away; True when the group has to be arranged anew."""
        if self._shown.get(row.path, True) is shown:
            return False
        self._shown[row.path] = shown
        return True

    def fold(self, folded: bool) -> None:
        """Show the heading alone, or the rows under it too."""
        if folded is self.is_folded:
            return
        self.is_folded = folded
        self._body.setVisible(not folded)
        self._heading.setIcon(theme.icon(*_chevron(folded)))
        words = self._context.texts("forms.group.unfold" if folded else "forms.group.fold")
        self._heading.setToolTip(words)
        self._heading.setAccessibleDescription(words)

    def arrange(self) -> None:
        """Put the rows that are shown into one or two columns."""
        columns = self._fitting_columns(self.width())
        half = self.width() // columns - 2 * theme.SPACE
        self._columns, self._broad = columns, self._too_broad(half)
        for widget, _rows, _wide in self._flow:
            # Not `takeAt`: its item outlives the call, and Qt then keeps the heights of rows.
            self._grid.removeWidget(widget)
        line = column = 0
        for widget, rows, whole in self._flow:
            wide = whole or widget in self._broad
            for row in rows:
                row.setVisible(self._shown.get(row.path, True))
            shown = any(self._shown.get(row.path, True) for row in rows)
            widget.setVisible(shown)
            if not shown:
                continue
            if column and (wide or column == columns):
                line, column = line + 1, 0
            top = Qt.AlignmentFlag.AlignTop if not wide else Qt.AlignmentFlag(0)
            self._grid.addWidget(widget, line, column, 1, columns if wide else 1, top)
            line, column = (line + 1, 0) if wide else (line, column + 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    @property
    def has_rows(self) -> bool:
        """Whether any of its rows is shown."""
        return any(self._shown.get(row.path, True) for row in self.rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for another number of columns."""
        super().resizeEvent(event)
        width = event.size().width()
        columns = self._fitting_columns(width)
        half = width // columns - 2 * theme.SPACE
        if (columns, self._too_broad(half)) != (self._columns, self._broad):
            self.arrange()

    def _fitting_columns(self, width: int) -> int:
        return 2 if width >= TWO_COLUMNS_FROM else 1

    def _too_broad(self, half: int) -> list[QWidget]:
        """Rows with a choice that would be cut in half the form."""
        rows = [row for row in self.rows if isinstance(row, FieldRow)]
        return [row for row in rows if row.least_width > half]

    def _lay_out(self, group: Group) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._make_heading(group))
        line = QFrame()
        line.setProperty("rule", "true")
        line.setFixedHeight(1)
        column.addWidget(line)
        self._body = QWidget()
        self._body.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)

    def _make_heading(self, group: Group) -> QToolButton:
        heading = self._heading = QToolButton()
        heading.setText(group.label(self._context.texts.language.value))
        heading.setObjectName(f"heading:{group.key}")
        heading.setProperty("by_key", "Ctrl+Shift+G")  # no stop of Tab, so that typing flows
        heading.setProperty("heading", "true")
        heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        heading.setIcon(theme.icon(*_chevron(folded=False)))
        heading.setIconSize(QSize(12, 12))
        heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+Shift+G folds from within
        heading.setToolTip(self._context.texts("forms.group.fold"))
        heading.clicked.connect(lambda: self.folded.emit(not self.is_folded))
        return heading

    def _make_rows(self, fields: Sequence[Field], lines: Sequence[Line]) -> None:
        heads = {line[0]: line for line in lines}
        inside = {member for line in lines for member in line[1:]}
        by_id = {field.id: field for field in fields}
        for field in fields:
            if field.id in heads:
                self._add_line([by_id[member] for member in heads[field.id]])
            elif field.id not in inside:
                row = self._make_row(field)
                # Before anything shows it: a widget without a parent would open as a window.
                row.setParent(self._body)
                self.rows.append(row)
                self._flow.append((row, [row], row.wide))

    def _make_row(self, field: Field) -> Row:
        if field.kind is Kind.LIST:
            return ListEditor(self._context, field, options=self._layout.lists.get(field.id))
        if field.kind is Kind.RECORD:
            return RecordRow(field, self._context.texts)
        return FieldRow(field, self._context.texts)

    def _add_line(self, fields: Sequence[Field]) -> None:
        line = QWidget(self._body)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2 * theme.SPACE)
        rows: list[Row] = []
        for number, field in enumerate(fields):
            splitter = typed_parcel if field.id == "parcel.gush" else None
            row = FieldRow(field, self._context.texts, compact=number > 0, splitter=splitter)
            across.addWidget(row, 4 if number == 0 else 3, Qt.AlignmentFlag.AlignTop)
            rows.append(row)
        self.rows += rows
        self._flow.append((line, rows, True))


def _chevron(folded: bool) -> tuple[str, str]:
    """The arrow of a heading and its colour; `next` follows the direction of the language."""
    return ("next" if folded else "chevron-down"), "muted"
